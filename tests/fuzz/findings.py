"""What fuzzing found: the target, the bytes, and what was wrong then."""

FINDINGS: list[tuple[str, bytes, str]] = [
    ("book", b"(\xb7C", "a rule that is a string, not a table"),
    ("book", b")\x12t", "an example without a text"),
]
