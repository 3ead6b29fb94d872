"""The tokenizers a pipeline can use, by name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from persian_news_ie.document import Document
from persian_news_ie.errors import InputError

Run = Callable[[Sequence[Document]], Iterable[Any]]
BACKENDS = {
    "builtin": "persian_news_ie.text.builtin",
    "hazm": "persian_news_ie.text.hazm",
    "stanza": "persian_news_ie.text.stanza",
}


@dataclass(frozen=True, slots=True)
class Backend:
    """A tokenizer: `run` gives, for each document, its layers `tokens` and `sentences`."""

    name: str
    run: Run


def backend(name: str, **options: Any) -> Backend:
    """A tokenizer by name; InputError for an unknown name, ImportError naming the extra."""
    if name not in BACKENDS:
        raise InputError(f"no tokenizer {name!r}; there are {', '.join(BACKENDS)}")
    found: Backend = import_module(BACKENDS[name]).load(**options)
    return found
