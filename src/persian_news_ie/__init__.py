"""Persian news in, typed facts out."""

from persian_news_ie.article import Article, read_article
from persian_news_ie.document import Document
from persian_news_ie.errors import InputError
from persian_news_ie.explain import explain
from persian_news_ie.export.tables import to_tables
from persian_news_ie.match.rulebook import RuleError
from persian_news_ie.nlp import NLP, load
from persian_news_ie.show import show
from persian_news_ie.sources import decode, read_path

__all__ = [
    "NLP",
    "Article",
    "Document",
    "InputError",
    "RuleError",
    "decode",
    "explain",
    "load",
    "read_article",
    "read_path",
    "show",
    "to_tables",
]
__version__ = "0.1.0"
