"""Names that differ by one slip of the pen."""

LEAST = 4  # letters; shorter names are one slip away from too many others


def close(one: str, other: str) -> bool:
    """Whether two keys differ by one letter changed, added, left out or swapped with the next."""
    if min(len(one), len(other)) < LEAST or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return len(one) != len(other)
    rest = (one[at:], other[at:])
    return _one_slip(*rest)


def _one_slip(one: str, other: str) -> bool:
    """Whether two different endings are equal but for their first letters."""
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped
