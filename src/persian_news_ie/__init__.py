"""Persian news in, typed facts out."""
