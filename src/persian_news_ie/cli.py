"""The command line: extract, explain, batch, rules, schema."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import click

from persian_news_ie.article import Article, read_article
from persian_news_ie.document import Document
from persian_news_ie.errors import InputError
from persian_news_ie.explain import explain_all
from persian_news_ie.export.plain import to_dict, to_json
from persian_news_ie.export.schema import json_schema
from persian_news_ie.export.summary import isolated, summary
from persian_news_ie.match.rulebook import Book, RuleError, book_from_file, default_books
from persian_news_ie.nlp import NLP, load
from persian_news_ie.sources import Failure, decode, read_lines, read_path, read_records, sniff

USER_ERRORS = (InputError, RuleError, ImportError, FileNotFoundError)


@dataclass(slots=True)
class Run:
    """One run of a command: the pipeline's options and how many inputs failed."""

    failures: int = 0
    seen: list[str] = field(default_factory=list)

    def failed(self, message: object) -> None:
        """Name what failed on standard error; the rest goes on."""
        self.failures += 1
        click.echo(f"persian-news-ie: {message}", err=True)

    def done(self) -> None:
        """Leave with 1 if any input failed."""
        sys.exit(1 if self.failures else 0)


def _pretty(doc: Document) -> str:
    return json.dumps(to_dict(doc), ensure_ascii=False, indent=2) + "\n"


def _html(doc: Document) -> str:
    from persian_news_ie.show import page

    return page(doc)


WRITERS: dict[str, Callable[[Document], str]] = {
    "json": _pretty,
    "jsonl": lambda doc: to_json(doc) + "\n",
    "text": summary,
    "html": _html,
}


def _articles(path: str, run: Run) -> Iterator[Article]:
    """The articles of one file or of standard input; what cannot be read is named."""
    try:
        if path == "-":
            text = decode(sys.stdin.buffer.read())
        elif path.endswith((".jsonl", ".ndjson", ".jsonl.gz")):
            yield from _records(read_lines(path), path, run)
            return
        else:
            text = read_path(path)
        yield from _sniffed(text, path, run)
    except USER_ERRORS as error:
        message = str(error)
        run.failed(message if path in message else f"{path}: {message}")


def _sniffed(text: str, path: str, run: Run) -> Iterator[Article]:
    kind = sniff(text)
    if kind == "jsonl":
        yield from _records(text.splitlines(), path, run)
    elif kind == "html":
        from persian_news_ie.page import read_page

        yield read_page(text)
    else:
        yield read_article(text)


def _records(lines: Iterator[bytes] | list[str], path: str, run: Run) -> Iterator[Article]:
    for record in read_records(lines):
        if isinstance(record, Failure):
            run.failed(f"{path}: {record}")
        else:
            yield record


def _open(out: str | None) -> TextIO:
    if out is None or out == "-":
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
        return sys.stdout
    try:
        return Path(out).open("w", encoding="utf-8", errors="surrogatepass", newline="\n")
    except OSError as error:
        raise click.UsageError(f"cannot write {out}: {error.strerror}") from None


def _pipeline(names: str, rules: tuple[str, ...]) -> NLP:
    try:
        return load(names=None if names == "none" else names, rules=rules)
    except USER_ERRORS as error:
        raise click.UsageError(str(error)) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="persian-news-ie")
def main() -> None:
    """Persian news in, typed facts out."""


names_option = click.option(
    "--names", default="default", show_default=True, help="Tagger: a name, a folder, or 'none'."
)
rules_option = click.option(
    "--rules", multiple=True, type=click.Path(), help="A rule book of your own; repeatable."
)


@main.command()
@click.argument("files", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(list(WRITERS)), default="json", show_default=True
)
@click.option("--reference-date", help="ISO day that «امروز» means where the text has no date.")
@click.option("-o", "--output", help="File to write; standard output without it.")
@click.option("--workers", type=click.IntRange(1), default=1, help="Processes that read.")
@names_option
@rules_option
def extract(
    files: tuple[str, ...],
    form: str,
    reference_date: str | None,
    output: str | None,
    workers: int,
    names: str,
    rules: tuple[str, ...],
) -> None:
    """Extract facts from FILES (plain text, HTML or JSONL; - or nothing for standard input)."""
    nlp, run = _pipeline(names, rules), Run()
    out = _open(output)
    several = form == "json" and len(files) > 1
    write = WRITERS["jsonl" if several else form]
    for path in files or ("-",):
        for article in _articles(path, run):
            try:
                out.write(write(nlp(article, reference_date=reference_date)))
            except USER_ERRORS as error:
                run.failed(f"{path}: {error}")
    out.flush()
    run.done()


@main.command()
@click.argument("file")
@click.option("--reference-date", help="ISO day that «امروز» means where the text has no date.")
@names_option
@rules_option
def explain(file: str, reference_date: str | None, names: str, rules: tuple[str, ...]) -> None:
    """Say why each entity and fact of FILE was found."""
    nlp, run = _pipeline(names, rules), Run()
    for article in _articles(file, run):
        try:
            click.echo(explain_all(nlp(article, reference_date=reference_date)), nl=False)
        except USER_ERRORS as error:
            run.failed(f"{file}: {error}")
    run.done()


@main.group(invoke_without_command=True)
@click.pass_context
def rules(context: click.Context) -> None:
    """List all rules with an example each; `rules test FILE` checks a book of your own."""
    if context.invoked_subcommand is None:
        for book in default_books():
            click.echo("\n".join(_listed(book)))


def _listed(book: Book) -> Iterator[str]:
    for rule in book.rules:
        yield f"{rule.id}  {rule.fact}/{rule.kind}  {' or '.join(t.source for t in rule.triggers)}"
        for example in rule.examples:
            yield f"    {'finds' if example.finds else 'not'}  {isolated(example.text)}"


@rules.command()
@click.argument("file", type=click.Path())
@names_option
def test(file: str, names: str) -> None:
    """Run every example and counterexample of the rule book FILE."""
    from persian_news_ie.match.trial import failures

    try:
        book = book_from_file(file)
    except RuleError as error:
        raise click.UsageError(str(error)) from None
    run = Run()
    for failure in failures(book, _pipeline(names, (file,))):
        run.failed(failure)
    total = sum(len(r.examples) for r in book.rules)
    click.echo(f"{len(book.rules)} rules, {total - run.failures} of {total} examples as written")
    run.done()


@main.command()
def schema() -> None:
    """Print the JSON Schema of the output."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
