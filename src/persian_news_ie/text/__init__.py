"""Text: folding, tokens, sentences."""
