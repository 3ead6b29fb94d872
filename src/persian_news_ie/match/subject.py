"""What a clause is about: its first noun phrase that neither a preposition nor an object marker
governs; if the clause drops it, that of the clauses and sentences before."""

from collections.abc import Iterator

from persian_news_ie.aligned import Span
from persian_news_ie.match.matcher import Capture
from persian_news_ie.match.nounphrases import ACTORS, HUMANS, Phrases, headed, step_at
from persian_news_ie.match.scene import Scene

REACH = 2  # sentences before its own in which a clause may find its subject
MANY = "3p"  # the person of verbs that several do
NEAR = 8  # tokens back at which a mention that covers a token may start
KINDS = {
    "SUBJECT": None,
    "WHO_SUBJECT": ACTORS,
    "BODY_SUBJECT": HUMANS | {"ORG"},
    "HUMAN_SUBJECT": HUMANS,
    "COLLECTIVE_SUBJECT": frozenset(("ORG", "GROUP", "PLACE")),
    "NAMED_SUBJECT": frozenset(("PERSON", "OFFICE")),
}

ACTING = ("COLLECTIVE_SUBJECT", "NAMED_SUBJECT")  # of a verb in the third person and active


def _first(
    read: Phrases, part: Span, labels: frozenset[str] | None, free: bool = True
) -> Capture | None:
    """The first free phrase of a part that is of some labels; if none is, the first at all."""
    found = read.of(part, free)
    fitting = (c for c in found if labels is not None and _label(read.scene, c) in labels)
    return next(fitting, found[0] if found else None)


def _relative(read: Phrases, part: Span, labels: frozenset[str] | None) -> Capture | None:
    """The noun that a relative clause at the end of a part is about."""
    scene = read.scene
    heads = [at for at in range(part.start, part.stop) if scene.words.has(at, "that")]
    if not heads or heads[-1] == part.start:
        return None
    inner = _first(read, Span(heads[-1] + 1, part.stop), labels)
    return inner or _ending_at(scene, part.start, heads[-1]) or _unnamed(scene, part, heads[-1])


def _unnamed(scene: Scene, part: Span, that: int) -> Capture | None:
    """A head of a relative clause that is no mention: nobody named before is its subject."""
    if that not in scene.heads or scene.words.has(that - 1, "while"):
        return None
    start = that
    while start > part.start and _plain(scene, start - 1):
        start -= 1
    start = max(start, scene.words.has(start - 1, "preposition"))  # «by way of a mechanism»
    return Capture(start, that, None) if start < that else None


def _plain(scene: Scene, at: int) -> bool:
    """Whether a token is a word of a phrase that is no mention."""
    if at in scene.enders or scene.finite(at) or scene.words.has(at, "adverb"):
        return False
    return not any(
        stop > at
        for start in range(at - NEAR, at + 1)
        for _, stop, _ in scene.mentions.get(start, ())
    )


def _ending_at(scene: Scene, start: int, stop: int) -> Capture | None:
    """The mention that stops at a token."""
    for at in range(stop - 1, start - 1, -1):
        step = step_at(scene, at, stop)
        if step and step.stop == stop and step.label in ACTORS:
            return Capture(at, stop, step.mention)
    return None


def _with_others(scene: Scene, first: Capture, stop: int) -> tuple[Capture, ...]:
    """A subject and the mentions that a comma or `and` joins to it."""
    found, at = [first], first.stop
    while at < stop:
        joint = scene.words.has(at, "and") or scene.words.has(at, "comma")
        start = headed(scene, joint, stop) if joint else 0
        step = step_at(scene, start, stop) if joint else None
        if step is None or step.label not in ACTORS:
            break
        found.append(Capture(start, step.stop, step.mention))
        at = step.stop
    joined = len(found) == 1 or scene.words.has(found[-2].stop, "and") or _goes_on(scene, at)
    return tuple(found) if joined else (first,)


def subject_of(
    read: Phrases, sentence: Span, clause: Span, trigger: Span, kind: str
) -> tuple[Capture, ...]:
    """The subject of a trigger's clause if it is of a kind (one of `KINDS`), else nothing.

    It is its own, or the nearest understood from the clauses before. Of a verb in the first or
    second person it can only be somebody who speaks.
    """
    scene = read.scene
    verb = scene.verb_of(clause, trigger)
    spoken = verb is not None and verb.form.person[:1] in ("1", "2")
    told = verb is not None and trigger.start <= verb.start < trigger.stop
    passive = told and verb is not None and verb.form.passive
    if kind in ACTING and (spoken or passive):
        return ()
    labels = HUMANS if spoken else KINDS[kind]
    found = None if spoken else _own(read, clause, trigger, labels)
    headed = found is not None and found.mention is None and _is_somebody(scene, found)
    if found and (told or headed or _fits(scene, found, labels)):
        return _with_others(scene, found, clause.stop) if _fits(scene, found, labels) else ()
    if found and found.mention and not _speaks(scene, Span(clause.start, trigger.start)):
        return ()
    governed = scene.words.has(trigger.start - 1, "preposition") == trigger.start
    own = spoken or governed or _is_on_own_trip(scene, clause)
    happens = not governed and _takes_place(scene, clause, trigger)
    floor = sentence.start if happens else 0
    for part in _parts_before(scene, sentence, clause):
        found = _first(read, part, labels) if part.start >= floor else None
        if found and not own and _quotes(scene, part):
            return ()  # who speaks would say «I»
        if found and _fits(scene, found, labels) and (not spoken or _speaks(scene, part)):
            near = found.mention or part.start >= sentence.start
            whole = _with_others(scene, found, part.stop) if near else ()
            many = told and verb is not None and verb.form.person == MANY
            if many and len(whole) == 1 and _is_one(scene, found) and not _honoured(scene, part):
                return ()
            return whole
        named = found is not None and found.mention is not None and part.start >= sentence.start
        if named and not spoken and not _speaks(scene, part):
            return ()  # the clause before is about a body or place, so about nobody before it
    return ()


def _goes_on(scene: Scene, at: int) -> bool:
    """Whether a list of names ends in unnamed others: «Iran, Russia and other producers»."""
    joint = scene.words.has(at, "and")
    return bool(joint) and scene.words.has(joint, "others") > 0


def _is_somebody(scene: Scene, found: Capture) -> bool:
    """Whether a phrase that is no mention is somebody who is not named before."""
    return found.stop in scene.heads or bool(scene.words.has(found.start, "somebody"))


def _is_on_own_trip(scene: Scene, clause: Span) -> bool:
    """Whether a clause is about the trip of the one who speaks, or what is on its programme."""
    return any(
        scene.words.has(at, name)
        for at in range(clause.start, clause.stop)
        for name in ("own_trip", "on_programme")
    )


def _takes_place(scene: Scene, clause: Span, trigger: Span) -> bool:
    """Whether a clause says that what its trigger names takes place."""
    return any(scene.words.has(at, "takes_place") for at in range(trigger.stop, clause.stop))


def _own(
    read: Phrases, clause: Span, trigger: Span, labels: frozenset[str] | None
) -> Capture | None:
    """The subject that stands in the clause of a trigger itself."""
    before = Span(clause.start, trigger.start)
    return (
        _relative(read, before, labels)
        or _first(read, before, labels)
        or _first(read, Span(trigger.stop, clause.stop), labels, free=False)
    )


def _fits(scene: Scene, found: Capture, labels: frozenset[str] | None) -> bool:
    return labels is None or _label(scene, found) in labels


def _is_one(scene: Scene, found: Capture) -> bool:
    """Whether a subject is one person."""
    return _label(scene, found) in ("PERSON", "OFFICE")


def _honoured(scene: Scene, part: Span) -> bool:
    """Whether a part speaks of one person as of many."""
    verbs = (scene.words.verbs.get(at) for at in range(part.start, part.stop + 1))
    return any(v.form.person == MANY for v in verbs if v and v.form)


def _speaks(scene: Scene, part: Span) -> bool:
    """Whether a verb of speech stands in a part."""
    return any(at in scene.reports for at in range(part.start + 1, part.stop + 1))


def _quotes(scene: Scene, part: Span) -> bool:
    """Whether a verb of speech and a colon stand in a part, so that direct speech follows."""
    told = (at for at in range(part.start + 1, part.stop + 1) if at in scene.reports)
    return any(scene.words.has(i, "colon") for at in told for i in (at - 1, at))


def _label(scene: Scene, capture: Capture) -> str:
    """The label of the mention that a capture is; empty if it is none."""
    step = step_at(scene, capture.start, capture.stop)
    return step.label if step and step.mention is capture.mention else ""


def _parts_before(scene: Scene, sentence: Span, clause: Span) -> Iterator[Span]:
    """The clauses before one, the last first, then the sentences before."""
    stop = clause.start
    while stop > sentence.start:
        part = scene.clause(sentence, Span(stop - 1, stop))
        start = min(part.start, stop - 1)
        yield Span(start, stop)
        stop = start
    at = scene.sentences.index(sentence)
    yield from reversed(scene.sentences[max(at - REACH, 0) : at])
