"""Kinds in which gaps are filled, as questions: matching, comparing, tables, ledgers, and what is typed."""

from collections.abc import Iterable, Iterator

from course_checks.core.names import UNNAMED
from course_checks.core.part import SILENT, Options, Part, Passages
from course_checks.core.text import fold, plain, squeeze
from course_checks.core.written import span
from course_checks.exercise import parts_of
from course_checks.export.model import Answer, Blank, Blanks, Mapped, Numeric, Short, Span
from course_checks.export.task import Task, carried_at, typed_answers
from course_checks.validators import corroboration, evidence, hypotheses, text_entry

_NOBODY = (UNNAMED, "unknown", "anonymous", "not named", "?")
_SILENCES = (SILENT, "silent", "none")
_MONTHS = "January February March April May June July August September October November December".split()


def rows(task: Task) -> Mapped | str:
    """One gap a row, with the labels to choose from."""
    return _blanks([_chosen(task, part) for part in parts_of(task.item) if part.scored])


def a_comparison(task: Task) -> Mapped | str:
    """Three gaps a theme: two passages typed, one relation chosen."""
    blanks = [_typed_or_chosen(task, part) for part in parts_of(task.item) if part.scored]
    return _blanks(blanks, more=("Type the number of a passage, or - where the page is silent.",))


def a_table(task: Task) -> Mapped | str:
    """The marks of a table of rival explanations: what follows from one's own marks is not asked."""
    named = {row.id for row in task.item.ask.hypotheses}
    parts = [part for part in parts_of(task.item) if part.id.partition("-")[0] in named]
    blanks = [
        _chosen(task, part)
        for part in parts
        if part.scored and part.id not in (hypotheses.LEAST, hypotheses.TELLING)
    ]
    told = (
        "the two conclusions, half of the score: they are held against one's own table, not against a key",
    )
    legend = [f"- **{row.id}**: {row.text}" for row in task.item.ask.hypotheses]
    return _blanks(
        blanks, lost=told, unasked=(hypotheses.LEAST, hypotheses.TELLING), more=("\n".join(legend),)
    )


def a_ledger(task: Task) -> Mapped | str:
    """Relations chosen, origins typed, four to three: the number and the wording are not asked."""
    blanks = []
    for part in parts_of(task.item):
        if part.id in (corroboration.INDEPENDENT, corroboration.WORDING) or not part.scored:
            continue
        if part.id.endswith(corroboration.ORIGIN):
            blanks.append(_origin(task, part))
        else:
            blanks.append(_chosen(task, part, weight=corroboration.RELATIONS_WEIGH))
    told = (
        "the number of independent confirmations, held against one's own ledger: two tenths of the score",
        "the wording, whose form is looked at: one tenth of the score",
    )
    unasked = (corroboration.INDEPENDENT, corroboration.WORDING)
    claim = f"The claim: {task.item.ask.claim}"
    return _blanks(blanks, lost=told, unasked=unasked, more=(claim,))


def _blanks(
    blanks: list[tuple[Blank, tuple[str, ...]]],
    *,
    lost: tuple[str, ...] = (),
    unasked: tuple[str, ...] = (),
    more: tuple[str, ...] = (),
) -> Mapped | str:
    """All gaps, with the slips that they carry."""
    unkeyed = [blank.part for blank, _ in blanks if not any(answer.points == 1 for answer in blank.answers)]
    if unkeyed:
        return f"nothing that can be listed is right at {', '.join(unkeyed)}"
    carried = dict.fromkeys(slip for _, slips in blanks for slip in slips)
    body = Blanks(blanks=tuple(blank for blank, _ in blanks))
    typed = any(blank.typed for blank in body.blanks)
    kindness = ("kind reading of what is typed: only the spellings listed here are right",) if typed else ()
    return Mapped(body=body, lost=(*lost, *kindness), unasked=unasked, more=more, carried=tuple(carried))


def _chosen(task: Task, part: Part, weight: int = 1) -> tuple[Blank, tuple[str, ...]]:
    domain = part.domain
    if not isinstance(domain, Options):
        raise TypeError(f"{part.id} is not chosen from a list")
    answers: list[Answer] = []
    carried: list[str] = []
    for option in domain.options:
        points = task.points(part.id, option.id)
        slips = () if points == 1 else task.told({part.id: option.id}, part.id)
        answers.append(Answer(text=plain(option.text), points=points, say=task.say(slips)))
        carried += slips
    label = part.label
    return Blank(part=part.id, label=label, answers=tuple(answers), weight=weight), tuple(carried)


def _typed_or_chosen(task: Task, part: Part) -> tuple[Blank, tuple[str, ...]]:
    if not isinstance(part.domain, Passages):
        return _chosen(task, part)
    values = [*_passages(task, part.domain), *(_SILENCES if part.domain.silent else ())]
    answers = typed_answers(task, part.id, values)
    carried = carried_at(task, part.id, values)
    return Blank(part=part.id, label=part.label, answers=answers, typed=True), carried


def _passages(task: Task, domain: Passages) -> Iterator[str]:
    """Every passage that may be named there."""
    for passage in task.library.passages:
        if not domain.source or task.library.source_of.get(passage) == domain.source:
            yield passage


def _origin(task: Task, part: Part) -> tuple[Blank, tuple[str, ...]]:
    accept = task.key.accept
    report = part.id.removesuffix(corroboration.ORIGIN)
    names = accept.accepted[report].origin
    listed = [*names, *(one for name in names for one in accept.aliases.get(name, ()))]
    listed += [form for form, name in task.library.aliases.items() if name in names]
    listed += _NOBODY if UNNAMED in names else ()
    values = [*listed, *task.labelled(part.id), *task.named(part.id)]
    answers = typed_answers(task, part.id, values)
    blank = Blank(
        part=part.id, label=part.label, answers=answers, typed=True, weight=corroboration.ORIGINS_WEIGH
    )
    return blank, carried_at(task, part.id, values)


def a_passage(task: Task) -> Mapped | str:
    """The passage alone: no system can look words up in a text that it does not hold."""
    part, ask = evidence.PASSAGE, task.item.ask
    domain = next(one.domain for one in parts_of(task.item) if one.id == part)
    values = [*_passages(task, domain)] if isinstance(domain, Passages) else []
    right = [value for value in values if task.points(part, value) == 1]
    strange = next((value for value in values if evidence.NOT_KEYED in task.slips({part: value})), "")
    told = [*right, *(value for value in values if evidence.WRONG_DIRECTION in task.slips({part: value}))]
    other = task.say([evidence.NOT_KEYED]) if strange else ""
    label = next(one.label for one in parts_of(task.item) if one.id == part)
    carried = carried_at(task, part, [*told, *([strange] if strange else [])])
    return Mapped(
        body=Short(answers=typed_answers(task, part, told), other=other),
        carried=carried,
        lost=("the decisive words and their check, half of the score",),
        unasked=(evidence.QUOTE,),
        more=(f"{label}. Type its number, such as {next(iter(values), 'S1')}.",)
        if ask.claim
        else ("Type the number of the passage.",),
    )


def an_entry(task: Task) -> Mapped | str:
    """A number, a name or a date: what a near miss is told is told there, too."""
    ask, part = task.item.ask, text_entry.ENTRY
    if ask.entry == "number":
        return _number(task)
    listed = [*_spellings(task), *task.labelled(part), *task.named(part)]
    if ask.entry == "date":
        listed = [form for iso in listed for form in (*_date_forms(iso), iso)]
    else:
        forms = (form for name in listed for form in _name_forms(name))
        listed = [*listed, *(form for form in forms if task.points(part, form) == 1)]
    answers = typed_answers(task, part, listed)
    if not any(answer.points == 1 for answer in answers):
        return "no spelling of its answer can be listed"
    case = ask.entry == "name" and "case" not in ask.normalise
    lost = ("kind reading of what is typed: only the spellings listed here are right",)
    body = Short(answers=answers, case=case)
    return Mapped(body=body, carried=carried_at(task, part, listed), lost=lost)


def _spellings(task: Task) -> tuple[str, ...]:
    accept = task.key.accept
    names = accept.spellings((*accept.accepted, *accept.near))
    known = (form for form, name in task.library.aliases.items() if name in accept.accepted)
    return (*names, *(known if task.item.ask.entry == "name" else ()))


def _number(task: Task) -> Mapped | str:
    part, accept = text_entry.ENTRY, task.key.accept
    listed = [*accept.accepted, *accept.near, *task.named(part)]
    spans = []
    for written in dict.fromkeys(listed):
        ends = span(written)
        if ends is None:
            continue
        points, slips = task.points(part, str(ends[0])), task.told({part: str(ends[0])})
        if points or slips:
            spans.append(Span(low=ends[0], high=ends[1], points=points, say=task.say(slips)))
    lost = ("numbers in words, such as “four”",)
    values = [str(one.low) for one in spans]
    return Mapped(body=Numeric(spans=tuple(spans)), carried=carried_at(task, part, values), lost=lost)


def _name_forms(name: str) -> tuple[str, ...]:
    """Ways to type a name, some of which the item may take."""
    folded = fold(name)
    spaced = " ".join(name.replace(".", " ").replace("-", " ").split())
    joined = name.replace(".", "").replace("-", "").replace(" ", "")
    return tuple(dict.fromkeys((name, folded, squeeze(name), spaced, joined, f"the {name}")))


def _date_forms(written: str) -> Iterable[str]:
    """Ways to write an ISO date of any precision; nothing for what is none."""
    pieces = written.split("-")
    if not all(piece.isdigit() for piece in pieces) or not 1 <= len(pieces) <= 3:
        return
    year = pieces[0]
    if len(pieces) == 1:
        yield year
        return
    month = int(pieces[1])
    if not 1 <= month <= len(_MONTHS):
        return
    for name in (_MONTHS[month - 1], _MONTHS[month - 1][:3]):
        if len(pieces) == 2:
            yield f"{name} {year}"
        else:
            day = int(pieces[2])
            yield from (f"{day} {name} {year}", f"{name} {day}, {year}", f"{name} {day} {year}")
