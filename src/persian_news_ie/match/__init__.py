"""The rule engine; it knows no Persian and no news."""
