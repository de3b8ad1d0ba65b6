"""Texts of one's own made at random: there is nothing to score, and so nothing that scores better."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import strategies as st

from course_checks.core.part import Option
from course_checks.validators.extended_text import TEXT, Accept, Ask, Criterion
from tests.properties.cases import Case, Raw, case_of

MODEL = "The boat sails [P0P]. I am not sure when it does [P1P]."
ESSAYS = (
    MODEL,
    "It leaves the old harbour at noon, every day but one [P0P, P1P, P2P].",
    "“Leaves the old harbour” is what it says [P1P]. It never returns.",
    "“Leaves the new harbour” is what it says [P1P], “ferry” or not [X99].",
    "leaves the old harbour at noon",
    "Harbour: the boat stays.\n\nNoon:",
    'No doubt "it sails',
)  # fmt: skip


@st.composite
def essays(draw: st.DrawFn) -> Case:
    """A text with any of the demands that a text may have."""
    cited = draw(st.integers(0, 2))
    named = Option(id="harbour-1900", text="the harbour book")
    ask = Ask(
        words=draw(st.sampled_from(((1, 20), (6, 30), (10, 15)))),
        passages=cited,
        sources=(named,) if cited and draw(st.booleans()) else (),
        cards=draw(st.sampled_from(((), ("k7k", "k8k")))),
        doubt=draw(st.booleans()),
        headings=draw(st.sampled_from(((), ("Harbour", "Noon")))),
        criteria=(Criterion(id="k9k", text="claim", basic="none", proficient="one", advanced="with limits"),),
    )
    model = f"Harbour: {MODEL}\nNoon: we wait." if ask.headings else MODEL
    case = draw(case_of("extended-text", ask, Accept(model=model)))
    # Words that stand in a passage hold no id: it would be renamed, and the index of the passage would not.
    return replace(case, raw={TEXT: draw(st.sampled_from((*ESSAYS, "")))})


def no_better(_case: Case) -> Iterator[Raw]:
    """Nothing: a form that is more in order is no better answer."""
    yield from ()
