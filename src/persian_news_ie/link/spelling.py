"""Names that differ by one slip of the pen."""

from collections import defaultdict
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Spellings:
    """Words by what is left of them without a letter: two that are one slip apart share some."""

    known: dict[str, int] = field(default_factory=dict)
    forms: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, word: str) -> None:
        """One more word to be found."""
        if word not in self.known:
            self.known[word] = len(self.known)
            for form in _forms(word):
                self.forms[form].append(word)

    def like(self, word: str) -> list[str]:
        """The words that may be one slip away from another, in the order they were added."""
        found = {other for form in _forms(word) for other in self.forms.get(form, ())}
        return sorted(found, key=self.known.__getitem__)


def _forms(word: str) -> set[str]:
    """A word, and what is left of it without any one of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
