"""Kinds in which something is chosen or put in order, as questions: choice, forecast, chains, orders."""

from fractions import Fraction

from course_checks.core.chain import SIGN, read_chain
from course_checks.core.part import Options
from course_checks.core.text import plain
from course_checks.core.voices import Voices
from course_checks.exercise import parts_of
from course_checks.export.model import Answer, Choice, Line, Mapped, Ordering
from course_checks.export.task import Task
from course_checks.validators import attribution_chain, choice, forecast, load, multiple_response, order


def one_of_options(task: Task, part: str) -> tuple[Choice, tuple[str, ...]]:
    """The options of a part as a choice of one, and the slips whose messages stand under them."""
    domain = next(one.domain for one in parts_of(task.item) if one.id == part)
    if not isinstance(domain, Options):
        raise TypeError(f"{part} is not chosen from a list")
    answers: list[Answer] = []
    carried: list[str] = []
    model = load(task.item.kind).model(task.item.ask, task.key.accept).get(part)
    for option in domain.options:
        slips = task.told({part: option.id}, part)
        points = task.points(part, option.id)
        answers.append(Answer(text=plain(option.text), points=points, say=task.say(slips)))
        carried += slips
    best = next((plain(option.text) for option in domain.options if option.id == model), "")
    return Choice(answers=tuple(answers), best=best), tuple(dict.fromkeys(carried))


def a_choice(task: Task) -> Mapped | str:
    """One best option; the passage that decides it is not asked."""
    body, carried = one_of_options(task, choice.CHOICE)
    cites = task.item.ask.cites
    lost = ("the passage that decides it, and with it the half score for a choice without one",)
    return Mapped(
        body=body,
        carried=carried,
        lost=lost if cites else (),
        unasked=(choice.PASSAGE,) if cites else (),
    )


def a_forecast(task: Task) -> Mapped | str:
    """The verdict alone: its evidence counts only with it, which no system can say."""
    body, carried = one_of_options(task, forecast.VERDICT)
    lost = ("the passages that a verdict rests on, half of the score", "the criterion, written beforehand")
    return Mapped(
        body=body,
        carried=carried,
        lost=lost,
        unasked=(forecast.EVIDENCE,),
        more=(task.item.ask.forecast, "Your verdict on the forecast:"),
    )


def yes_or_no(task: Task) -> Mapped | str:
    """Boxes to tick: a right one adds its share of 1, a wrong one takes away its share."""
    ask, accept = task.item.ask, task.key.accept
    closed = [option.id for option in ask.options if option.id not in accept.open]
    right = [name for name in closed if name in accept.accepted]
    shares = {name: Fraction(-1, len(closed) - len(right)) for name in closed}
    shares |= {name: Fraction(1, len(right)) for name in right}
    answers: list[Answer] = []
    carried: list[str] = []
    for option in ask.options:
        slips = task.told({option.id: multiple_response.YES}, option.id)
        points = shares.get(option.id, Fraction(0))
        answers.append(Answer(text=plain(option.text), points=points, say=task.say(slips)))
        carried += slips
    return Mapped(
        body=Choice(answers=tuple(answers), single=False),
        carried=tuple(dict.fromkeys(carried)),
        lost=("the difference between “no” and “not answered”: a box is ticked or it is not",),
        more=("Tick every line for which the answer is yes, and no other.",),
    )


def an_order(task: Task) -> Mapped | str:
    """Lines to be put in order; events that no chain relates share a line where that is the whole of the key."""
    lines = order_lines(task.item.ask, task.key.accept)
    if lines is None:
        return "its key leaves events free that cannot share a line, so that several orders are right"
    shared = any(len(line.events) > 1 for line in lines)
    lost = ["the longest run that stands right, which is the hint"]
    lost += ["two events of which neither order is wrong share one line"] if shared else []
    return Mapped(body=Ordering(lines=lines), lost=tuple(lost), more=("The earliest first.",))


def order_lines(ask: order.Ask, accept: order.Accept) -> tuple[Line, ...] | None:
    """The events by rank, earliest first; None where the key is more than an order of ranks."""
    pairs = set(order.keyed_pairs(accept))
    ranks: dict[int, list[str]] = {}
    for event in ask.events:
        ranks.setdefault(sum(later == event.id for _, later in pairs), []).append(event.id)
    groups = [ranks[rank] for rank in sorted(ranks)]
    wanted = {(a, b) for i, one in enumerate(groups) for other in groups[i + 1 :] for a in one for b in other}
    if wanted != pairs:
        return None
    texts = {event.id: plain(event.text) for event in ask.events}
    return tuple(Line(events=tuple(group), text=_line([texts[one] for one in group])) for group in groups)


def _line(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"In either order: {' / '.join(texts)}"


def a_chain(task: Task) -> Mapped | str:
    """Whole chains to choose from: those that the key takes, and those of the labelled responses."""
    part, accept = attribution_chain.CHAIN, task.key.accept
    voices = Voices.of(accept.accepted, accept.aliases, task.library.aliases)
    answers: dict[str, Answer] = {}
    carried: dict[str, None] = {}
    for typed in (*accept.accepted, *task.labelled(part)):
        text = SIGN.join(voices.read(read_chain(typed)))
        scored = task.scored({part: text})
        if text in answers or scored is None or scored.score is None:
            continue
        slips = task.told({part: text})
        answers[text] = Answer(text=text, points=scored.score, say=task.say(slips))
        carried |= dict.fromkeys(slips)
    if all(answer.points == 1 for answer in answers.values()):
        return "no labelled response shows a chain that is not right, so that there is nothing to choose from"
    return Mapped(
        body=Choice(answers=tuple(answers.values()), best=next(iter(answers))),
        carried=tuple(carried),
        lost=("writing the chain oneself: it is chosen from whole chains",),
    )


def chain_text(task: Task, typed: str) -> str:
    """The chain that is meant, as it stands among the answers."""
    accept = task.key.accept
    voices = Voices.of(accept.accepted, accept.aliases, task.library.aliases)
    return SIGN.join(voices.read(read_chain(typed)))
