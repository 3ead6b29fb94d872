"""Who said it: the subject of the clause before the cue."""

from persian_news_ie.aligned import Span
from persian_news_ie.document import Mention
from persian_news_ie.find.personwords import Pronoun
from persian_news_ie.find.reports import Reports
from persian_news_ie.find.speech import Cue, has

DASHES = frozenset("-_–—ـ")
CITED = frozenset(("ORG", "PLACE"))
MEANT = frozenset(("ORG", "PLACE", "GROUP", "OFFICE"))  # as often told about as telling
LONGEST = 4  # tokens of a preposition or adverbial, and one
QUESTION = frozenset("؟?")
ASKED = 3  # sentences of a question
LIST_REACH = 3  # tokens between a preposition and the mention it governs


def subject(reports: Reports, cue: Cue) -> Mention | None:
    """The step that names the speaker of a cue; None if its sentence names none."""
    if cue.kind == "document":
        return _author(reports, cue)
    if cue.kind == "headline":
        return _head(reports, cue)
    start, stop = _report_start(reports, cue), cue.at.start
    for floor in [*reversed(_clauses(reports, start, stop)), start]:
        found = [s for at in range(floor, stop) if (s := _possible(reports, cue, at, start))]
        told = stop < cue.at.start  # in a clause before: its verb has the same subject
        free = (s for s in found if not ((told or _is_meant(s)) and _is_inside(reports, s, floor)))
        if step := next(free, None):
            return step
        stop = min(stop, floor)
    return _asked(reports, cue)


def _asked(reports: Reports, cue: Cue) -> Mention | None:
    """Who answers a question that the cue stands behind: «N., asked whether …? said: …»."""
    sentences, norms = reports.doc.sentences, reports.doc.tokens.norms
    number = reports.doc.sentence_at(cue.at.start)
    first = number
    while first > 0 and norms[sentences[first].start - 1] in QUESTION and number - first < ASKED:
        if sentences[first].start in reports.paragraphs:
            return None
        first -= 1
    step = reports.steps.get(sentences[first].start) if first < number else None
    return step if step and cue.sentence.start == cue.at.start else None


def _is_meant(step: Mention) -> bool:
    """Whether a step is as often told about as telling: a body, «this body»."""
    points_to_body = isinstance(step.value, Pronoun) and step.value.kind == "body"
    return step.label in MEANT or points_to_body


def _possible(reports: Reports, cue: Cue, at: int, floor: int) -> Mention | None:
    """The step at a token if it can be the speaker of a cue."""
    step = reports.steps.get(at)
    if step is None or not _can_speak(reports, step, floor) or _in_content(reports, cue, at):
        return None
    return step


def _is_inside(reports: Reports, step: Mention, floor: int) -> bool:
    """Whether a step ends a phrase that a preposition governs: «with regard to the ties of N.»."""
    words, starts, at = reports.doc.words, reports.starts, step.at.start - 1
    while at >= floor:
        if step.label != "OFFICE" and words.has(at, "plus") and at in starts:
            at = starts[at] - 1  # «… of N. and N.»; a second office is often his as well
        if _closes(reports, at + 1):
            return False
        if _stops_at(reports, "preposition", at + 1):
            return True
        if at + 1 in starts or at in words.verbs:
            return False
        at -= 1
    return False


def _closes(reports: Reports, at: int) -> bool:
    """Whether what stands before a token goes on no further: a comma, «this N.», «besides»."""
    before, words = at - 1, reports.doc.words
    signs = ("comma", "that", "and", "this")
    return any(words.has(before, n) for n in signs) or _stops_at(reports, "aside", at)


def _stops_at(reports: Reports, name: str, stop: int) -> bool:
    """Whether a phrase of a speech list stops at a token."""
    return any(has(reports.doc, at, name) == stop for at in range(stop - 1, stop - LONGEST, -1))


def label(reports: Reports, cue: Cue) -> str:
    """The words before the colon of a headline, for a speaker that is no known mention."""
    start = has(reports.doc, cue.at.start, "claim") or cue.at.start
    return reports.doc.quoted(reports.doc.source_span(Span(start, cue.at.stop - 1)))


def _head(reports: Reports, cue: Cue) -> Mention | None:
    """The speaker of a headline: whom a medium quotes, else the first that is named."""
    for at in range(*cue.at):
        quoted = has(reports.doc, at, "source")
        if quoted and quoted in reports.steps:
            return reports.steps[quoted]
    return next((reports.steps[at] for at in range(*cue.at) if at in reports.steps), None)


def _author(reports: Reports, cue: Cue) -> Mention | None:
    """Whose document it is that says something: it is named behind the word for the document."""
    for at in range(cue.sentence.start, cue.at.start):
        behind = has(reports.doc, at, "paper")
        step = reports.steps.get(behind) if behind else None
        if step and step.label != "PLACE":
            return step
    return None


def _clauses(reports: Reports, start: int, stop: int) -> list[int]:
    """Where clauses begin between two tokens: behind each finite verb."""
    return [verb.stop for verb in reports.finite(start, stop) if verb.stop < stop]


def _can_speak(reports: Reports, step: Mention, floor: int) -> bool:
    """Whether a step can be a subject: nothing governs it, it is no object and no dateline."""
    at, stop = step.at
    if reports.doc.words.has(stop, "ra") or _opens_line(reports, step):
        return False
    return not any(
        has(reports.doc, back, "preposition") == at and not has(reports.doc, back, "source")
        for back in range(max(floor, at - LIST_REACH), at)
    ) and not (step.label in CITED and _is_cited(reports, at, floor))


def _opens_line(reports: Reports, step: Mention) -> bool:
    """Whether a step is the place before the dash that a dispatch opens with."""
    norms, stop = reports.doc.tokens.norms, step.at.stop
    return step.label == "PLACE" and stop < len(norms) and norms[stop] in DASHES


def _is_cited(reports: Reports, at: int, floor: int) -> bool:
    """Whether a step belongs to «as X reports», which runs up to a comma."""
    for back in range(at - 1, floor - 1, -1):
        if reports.doc.words.has(back, "comma") or back in reports.doc.words.verbs:
            return False
        if has(reports.doc, back, "citing"):
            return True
    return False


def _report_start(reports: Reports, cue: Cue) -> int:
    """Where the reporting part of the sentence begins: behind dateline and other quotes."""
    start = cue.sentence.start
    dateline = reports.doc.article.dateline
    while dateline and start < cue.at.start:
        if not dateline.start <= reports.source_start(start) < dateline.stop:
            break
        start += 1
    for other in reports.beside(cue, "direct", "document"):
        if other.at.start < cue.at.start:
            start = max(start, other.content)
    return start


def _in_content(reports: Reports, cue: Cue, at: int) -> bool:
    """Whether a token belongs to what another cue of the sentence reports."""
    return any(
        other.at.start < cue.at.start and at >= other.content
        for other in reports.beside(cue, "stated")
    )
