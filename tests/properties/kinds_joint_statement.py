"""Models of talks made at random, and what a better statement is."""

from collections.abc import Iterator

from hypothesis import assume
from hypothesis import strategies as st

from course_checks.core.package import Issue, Line, Need, Party, issue_of
from course_checks.validators import joint_statement
from course_checks.validators.joint_statement import Accept, Ask
from tests.properties.cases import PASSAGES, Case, Raw, case_of, options_of, some


@st.composite
def talks(draw: st.DrawFn) -> Case:
    """Two or three issues and one to three parties; the model crosses no line and meets every need."""
    issues = tuple(
        Issue(id=f"k{90 + i}k", text=f"Issue {i}", options=draw(options_of(draw(st.integers(2, 3)), 3 * i)))
        for i in range(draw(st.integers(2, 3)))
    )
    model = {issue.id: draw(st.sampled_from(issue.options)).id for issue in issues}
    held = tuple(f"{issue}.{option}" for issue, option in model.items())
    refused = tuple(line for issue in issues for line in issue.lines if line not in held)
    names = [f"k{80 + i}k" for i in range(draw(st.integers(1, 3)))]
    parties = tuple(draw(_parties(name, held, refused)) for name in names)
    ask, accept = Ask(issues=issues, parties=parties), Accept(accepted=model)
    assume(joint_statement.faults(ask, accept) == ())
    return draw(case_of("joint-statement", ask, accept))


@st.composite
def _parties(draw: st.DrawFn, name: str, held: tuple[str, ...], refused: tuple[str, ...]) -> Party:
    """A party that signs what is `held`, refuses some of the rest, and asks for some of either."""
    never = draw(some(refused, 0, 2))
    needs = []
    for _ in range(draw(st.integers(0, 2))):
        met = draw(some(held))
        other = tuple(option for option in draw(some(refused, 0, 2)) if option not in never)
        asked = tuple(map(_line, (*met, *other)))
        needs.append(Need(options=asked, least=draw(st.integers(1, len(met))), say="We look for more."))
    return Party(id=name, name="A", office="The office", never=tuple(map(_line, never)), needs=tuple(needs))


def _line(option: str) -> Line:
    return Line(option=option, sources=(PASSAGES[0],), say="We cannot.")


def with_a_better_line(case: Case) -> Iterator[Raw]:
    """One line more stands as in the model, or one gives way to an option that no party likes less.

    Giving one line the model's option would not do: it may take from a party what it asks for.
    """
    ask, raw = case.item.ask, case.raw
    for issue in ask.issues:
        old = f"{issue.id}.{raw[issue.id]}" if raw.get(issue.id) else ""
        for new in issue.lines:
            if new != old and all(_likes(party, new, old) for party in ask.parties):
                yield {**raw, issue_of(new): new.partition(".")[2]}


def _likes(party: Party, new: str, old: str) -> bool:
    """Whether the party gives up nothing with `new` in place of `old`; empty for no line."""
    never = {line.option for line in party.never}
    asked = [{line.option for line in need.options} for need in party.needs]
    return (new not in never or old in never) and all(
        new in options or old not in options for options in asked
    )
