"""Kinds that a person reads, as questions: argument maps and texts.  The reader is told what the course knows."""

from course_checks.exercise import parts_of
from course_checks.export.model import Essay, Mapped
from course_checks.export.task import Task
from course_checks.feedback import worked, worked_text
from course_checks.validators import argument_map, extended_text

WORDS_A_LINE = 12
BY_HAND = "the check by machine: a person reads the answer and gives the points"


def a_map(task: Task) -> Mapped | str:
    """Links typed as lines, for a person who has the links of the key."""
    ask, accept = task.item.ask, task.key.accept
    nodes = [f"- **{node.id}**: {node.text}" for node in ask.nodes]
    verbs = "supports, attacks or undercuts" if ask.attacks else "supports"
    how = (
        f"Write one link a line, such as `{ask.nodes[0].id} supports {ask.nodes[1].id}` ({verbs}). "
        "On the last line name the statement that all this leads to."
    )
    rule = (
        "How the course scores it: a link that the key has counts 1, one that is turned round counts 1/2, any "
        "other 0. The score is the balance of the links given and the links found (F1). A map with a circle of "
        "supports, with a statement that hangs alone, "
        f"{'without an attack, ' if ask.attacks else ''}or with another conclusion earns {accept.gate} at most."
    )
    free = [f"These may be drawn or left out: {'; '.join(accept.also_ok)}."] if accept.also_ok else []
    parts = {part.id for part in parts_of(task.item) if part.scored}
    return Mapped(
        body=Essay(told=(*_worked(task), *free, rule), lines=len(accept.accepted) + 2),
        lost=(BY_HAND, "the drawing of one's own map"),
        unasked=tuple(sorted(parts - {argument_map.LINKS, argument_map.CONCLUSION})),
        more=("\n".join(nodes), how),
    )


def a_text(task: Task) -> Mapped | str:
    """A text within its length, for a person who has the criteria and the model."""
    ask = task.item.ask
    criteria = [
        f"- **{one.text}**. Basic: {one.basic}. Proficient: {one.proficient}. Advanced: {one.advanced}."
        for one in ask.criteria
    ]
    told = ["Read it for these:\n\n" + "\n".join(criteria)] if criteria else []
    headings = (
        [f"Write something under each of these headings: {', '.join(ask.headings)}."] if ask.headings else []
    )
    fewest, most = ask.words
    looked = "the check of its form: length, citations, quotations, headings, a sentence of doubt"
    return Mapped(
        body=Essay(
            told=(*told, f"One way to do it, and no measure:\n\n{task.key.accept.model.strip()}"),
            lines=max(extended_text.LINES, most // WORDS_A_LINE),
            words=(fewest, most),
            scored=False,
        ),
        lost=(looked,),
        more=tuple(headings),
    )


def _worked(task: Task) -> tuple[str, ...]:
    """The worked answer, a paragraph each."""
    return tuple(worked_text(worked(task.item, task.key), proofs=()).split("\n"))
