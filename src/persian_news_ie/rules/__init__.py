"""Rule books: what we look for."""
