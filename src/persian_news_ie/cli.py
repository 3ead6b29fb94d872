"""The command line: extract, explain, batch, rules, schema."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

import click

from persian_news_ie.errors import InputError
from persian_news_ie.match.book import Book
from persian_news_ie.match.rulebook import RuleError, book_from_file, default_books

if TYPE_CHECKING:
    from persian_news_ie.export.files import Writer
    from persian_news_ie.nlp import NLP

FORMS = ("json", "jsonl", "text", "html", "parquet")
STANDARD = "-"
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Commands that live in a module of their own: loaded when called.
ELSEWHERE = {"batch": "persian_news_ie.batch_cli"}


class Run:
    """One run of a command: names what fails on standard error and counts it."""

    def __init__(self) -> None:
        self.failures = 0

    def failed(self, message: str) -> None:
        """Name what failed; the rest goes on."""
        self.failures += 1
        # One line whatever a name or record holds, and nothing that a terminal would obey.
        plain = CONTROLS.sub(" ", message)
        click.echo(f"persian-news-ie: {' '.join(plain.split())}", err=True)

    def done(self) -> None:
        """Leave with 1 if any input failed."""
        sys.exit(1 if self.failures else 0)


class Commands(click.Group):
    """The commands here and elsewhere; both standard streams are UTF-8 whatever the locale."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # Halves of characters become escapes: in JSON they mean the same.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted({*super().list_commands(ctx), *ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name in ELSEWHERE:
            return getattr(import_module(ELSEWHERE[cmd_name]), cmd_name)  # type: ignore[no-any-return]
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="persian-news-ie")
def main() -> None:
    """Persian news in, typed facts out."""


names_option = click.option(
    "--names", default="default", show_default=True, help="Tagger: a name, a folder, or 'none'."
)
tokens_option = click.option(
    "--tokens", default="builtin", show_default=True, help="Tokenizer: builtin, hazm or stanza."
)
rules_option = click.option(
    "--rules", multiple=True, type=click.Path(), help="A rule book of your own; repeatable."
)
workers_option = click.option(
    "--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read."
)


def _day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The option as an ISO day."""
    try:
        return value and date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no ISO 8601 day; write it as 2024-03-16") from None


day_option = click.option(
    "--reference-date",
    callback=_day,
    metavar="ISO",
    help="The day that «today» means where the text has no date.",
)


def pipeline(names: str, rules: tuple[str, ...] = (), tokens: str = "builtin") -> "NLP":
    """The pipeline that the options ask for; what cannot be loaded is wrong usage."""
    from persian_news_ie.nlp import load

    try:
        return load(names=None if names == "none" else names, rules=rules, tokens=tokens)
    except (InputError, RuleError, ImportError, OSError) as error:
        raise click.UsageError(str(error)) from None


def opened(output: str | None) -> TextIO:
    """The file to write, or standard output."""
    try:
        file = click.open_file(output or STANDARD, "w", "utf-8", errors="backslashreplace")
        return cast(TextIO, file)
    except OSError as error:
        raise click.UsageError(f"cannot write {output}: {error.strerror}") from None


def _inputs(files: tuple[str, ...]) -> tuple[str, ...]:
    if not files and sys.stdin.isatty():
        raise click.UsageError("name a file to read, or - for standard input")
    return files or (STANDARD,)


@main.command()
@click.argument("files", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMS), default="json", show_default=True)
@day_option
@click.option(
    "-o", "--output", metavar="OUT", help="File to write, for parquet a folder; else the screen."
)
@workers_option
@names_option
@tokens_option
@rules_option
def extract(
    files: tuple[str, ...],
    form: str,
    reference_date: str | None,
    output: str | None,
    workers: int,
    names: str,
    tokens: str,
    rules: tuple[str, ...],
) -> None:
    """Extract facts from FILES: plain text, HTML or JSONL; - or nothing is standard input.

    Several documents are written as a line of JSON each, or as one page.
    """
    from persian_news_ie.extraction import Item, answers
    from persian_news_ie.inputs import sources
    from persian_news_ie.sources import is_same_file
    from persian_news_ie.worker import WorkerError

    run, paths = Run(), _inputs(files)
    if output and output != STANDARD and any(is_same_file(output, path) for path in paths):
        raise click.UsageError(f"{output} is an input too; write to another file")
    nlp = pipeline(names, rules, tokens)
    found = sources(paths, run.failed)
    items = (Item(n, source, form, reference_date) for n, source in enumerate(found))
    try:
        with _writer(form, output) as writer:
            for answer in answers(items, nlp, workers):
                if answer.error:
                    run.failed(answer.error)
                else:
                    writer.add(answer.written, answer.title)
    except BrokenPipeError:
        raise
    except (OSError, WorkerError) as error:
        raise click.ClickException(f"{output or 'standard output'}: {error}") from None
    run.done()


def _writer(form: str, output: str | None) -> "AbstractContextManager[Writer]":
    from persian_news_ie.export.files import tables_writer, writer

    if form != "parquet":
        return writer(form, opened(output))
    if output is None or output == STANDARD:
        raise click.UsageError("parquet needs a folder: -o FOLDER")
    try:
        return tables_writer(Path(output))
    except (ImportError, OSError) as error:
        raise click.UsageError(str(error)) from None


@main.command()
@click.argument("file", default=STANDARD)
@day_option
@names_option
@tokens_option
@rules_option
def explain(
    file: str, reference_date: str | None, names: str, tokens: str, rules: tuple[str, ...]
) -> None:
    """Say why each entity and fact of FILE was found."""
    from persian_news_ie.explain import explain_all
    from persian_news_ie.inputs import REPORT, sources

    run, paths = Run(), _inputs((file,))
    nlp = pipeline(names, rules, tokens)
    books = tuple(map(book_from_file, rules))
    for number, source in enumerate(sources(paths, run.failed)):
        try:
            doc = nlp(source.article, reference_date=reference_date)
            said = explain_all(doc, books)
        except Exception as error:
            run.failed(f"{source.where}: {type(error).__name__}: {error}; {REPORT}")
        else:
            click.echo(f"\n{said}" if number else said, nl=False)
    run.done()


@main.group(invoke_without_command=True)
@click.pass_context
def rules(context: click.Context) -> None:
    """List all rules with their examples; `rules test FILE` checks a book of your own."""
    if context.invoked_subcommand is None:
        for book in default_books():
            click.echo("\n".join(_listed(book)))


def _listed(book: Book) -> Iterator[str]:
    from persian_news_ie.export.summary import isolated

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
    except (RuleError, OSError) as error:
        raise click.UsageError(str(error)) from None
    run = Run()
    for failure in failures(book, pipeline(names, (file,))):
        run.failed(failure)
    total = sum(len(r.examples) for r in book.rules)
    click.echo(f"{len(book.rules)} rules, {total - run.failures} of {total} examples as written")
    run.done()


@main.command()
def schema() -> None:
    """Print the JSON Schema of the output."""
    from persian_news_ie.export.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
