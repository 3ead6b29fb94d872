"""Persian news in, typed facts out."""

from persian_news_ie.article import Article
from persian_news_ie.document import Document
from persian_news_ie.errors import InputError
from persian_news_ie.nlp import NLP, load

__all__ = ["NLP", "Article", "Document", "InputError", "load"]
__version__ = "0.1.0"
