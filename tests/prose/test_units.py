"""Checks of units: voice, skeleton, length, level; each finding with its exact words."""

from pathlib import Path

import pytest

from course_checks.prose import measure
from course_checks.prose.page import read_page
from tests.prose.made import (
    DIFFER,
    DISCUSS,
    EXERCISE,
    FRONT,
    LOOK_BACK,
    PARTS,
    PICTURE,
    SENTENCE,
    UNIT,
    course_with,
    section,
    told,
    told_of_unit,
    unit,
)

NARRATIVE = PARTS["narrative"]


def lines(said: list[str], rule: str) -> list[str]:
    """The findings, without file, line and rule."""
    return [one.partition(": ")[2].removesuffix(f" ({rule})") for one in said]


def test_nothing_is_amiss_in_the_unit_that_all_others_here_are_made_from(tmp_path: Path) -> None:
    assert told_of_unit(tmp_path, unit()) == []


# Voice -----------------------------------------------------------------------------------------------------

FROM_NOWHERE = (
    'is quoted and nothing says from where; cite its passage or work; if nobody is quoted, write ["…"]{.ours}'
)
ORDER = "keep the order: exercises, where readers differ, discuss, {unit-end}, instructor notes"
PLAINER = "come down to 10.5: part long sentences, take shorter words"
NOBODY = "has neither passage nor citation; add {passage} or {cite:p}; if it is our own voice, write {.ours} above it"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("So it was.", [f"the paragraph {NOBODY}"]),
        ("- So it was {passage}`T1`.\n- And so not.", [f"the paragraph {NOBODY}"]),
        ("> So it was.", [f"the paragraph {NOBODY}"]),
        ("|a|b|\n|-|-|\n|c|d {passage}`T1`|\n|e|f|", [f"the row {NOBODY}"]),
        (":::{note}\nSo it was.\n:::", [f"the paragraph {NOBODY}"]),
        (
            "*Outside our two sources:* so it was {passage}`T1`.",
            ["it comes from outside the sources and no work is cited; add {cite:p} or {evidence}"],
        ),
        (
            "{.ours}\n*Outside our two sources:* so it was.",
            ["it comes from outside the sources and no work is cited; add {cite:p} or {evidence}"],
        ),
        ("So it was {passage}`T1`.", []),
        ("So it was {cite:p}`harbour1923`.", []),
        ("*Outside our two sources:* so it was {evidence}`A1`.", []),
        ("{.ours}\nSo it was.", []),
        ("{.ours}\n- So it was.\n- And so not.", []),
        ("{.ours}\n|a|b|\n|-|-|\n|c|d|", []),
        (":::{note}\n:class: ours\nSo it was.\n:::", []),
        ("![A lamp](lamp.png)", []),
    ],
)
def test_each_paragraph_has_a_voice(text: str, said: list[str], tmp_path: Path) -> None:
    told_lines = told_of_unit(tmp_path, unit(narrative=f"## Part 0\n\n{text}\n\n{NARRATIVE}"), "voice")

    assert lines(told_lines, "voice") == said


def test_a_mark_above_a_heading_is_good_for_its_section_alone(tmp_path: Path) -> None:
    text = unit(narrative="{.ours}\n## A\n\nOne.\n\n### B\n\nTwo.\n\n## C\n\nThree.\n\n")
    (said,) = told_of_unit(tmp_path, text, "voice")

    assert said.startswith(f"{UNIT}:{text[: text.index('Three.')].count(chr(10)) + 1}: the paragraph")


def test_the_second_paragraph_below_the_title_is_no_abstract(tmp_path: Path) -> None:
    text = unit(abstract="A page and its voices.\n\nAnd more of it.\n\n")

    assert lines(told_of_unit(tmp_path, text, "voice"), "voice") == [f"the paragraph {NOBODY}"]


def test_instructor_notes_are_the_course_s_own_but_for_what_comes_from_outside(tmp_path: Path) -> None:
    notes = ":::{dropdown} Instructor notes\n\nAsk.\n\n*Outside our two sources:* so.\n:::\n"

    assert lines(told_of_unit(tmp_path, unit(notes=notes), "voice"), "voice") == [
        "it comes from outside the sources and no work is cited; add {cite:p} or {evidence}"
    ]


def test_other_pages_need_no_voice(tmp_path: Path) -> None:
    assert told(course_with(tmp_path, {"docs/page.md": "# A\n\nSo it was.\n"}), ["voice", "skeleton"]) == []


# Quotations in units ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{.ours}\nThey say "it was so".',
            [f"“it was so” {FROM_NOWHERE}"],
        ),
        ('They say "it was {passage}`T1`.', ["a quotation mark has no partner; close the quotation"]),
        ('{.ours}\nSay ["it was so"]{.ours}.', []),
        ('They say "it was so" {cite:p}`harbour1923`.', []),
    ],
)
def test_in_a_unit_nothing_is_quoted_from_nowhere(text: str, said: list[str], tmp_path: Path) -> None:
    found = told_of_unit(tmp_path, unit(narrative=f"## Part 0\n\n{text}\n\n{NARRATIVE}"), "quotation")

    assert lines(found, "quotation") == said


def test_key_points_quote_the_passages_of_the_unit(tmp_path: Path) -> None:
    front = FRONT.replace('"Ask who."', '\'Read "was lit in June" and "was lit in May".\'')
    (said,) = told_of_unit(tmp_path, unit(front=front), "quotation")

    assert said.startswith(f"{UNIT}:10: “was lit in June” is not in T1 or T2: it breaks at “june”; ")


# Skeleton --------------------------------------------------------------------------------------------------

SKELETON = [
    pytest.param(
        unit(title="# The lamp\n\n"), ["the title asks nothing; make it the driving question"], id="title"
    ),
    pytest.param(
        unit(abstract=""), ["there is no abstract; write a line or two below the title"], id="no abstract"
    ),
    pytest.param(
        unit(front=FRONT.replace('["say who speaks", "say when"]', '["say who speaks"]')),
        ["there are 1 objectives; write 2 to 3"],
        id="objectives",
    ),
    pytest.param(
        unit(front=FRONT.replace('["Ask who.", "Ask when.", "Ask how."]', '["Ask who."]')),
        ["there are 1 keypoints; write 3 to 4"],
        id="key points",
    ),
    pytest.param(
        unit(look_back=""),
        ["there is no look back above the narrative; begin with ## Look back and 3 items"],
        id="no look back",
    ),
    pytest.param(
        unit(look_back=LOOK_BACK.partition("```{exercise} t1-match")[0]),
        ["the look back shows 1 exercise; show 3 items of earlier units"],
        id="a short look back",
    ),
    pytest.param(
        unit(look_back=LOOK_BACK.replace(":item: lamp\n", "")),
        ["the look back shows all of t1-choice; choose one with :item:"],
        id="a whole exercise to look back at",
    ),
    pytest.param(
        unit(front=FRONT.replace("id: u02", "id: t1")),
        [
            f"t1-{name} is not of an earlier unit; take an item of one"
            for name in ("choice", "match", "order")
        ],
        id="a look forward",
    ),
    pytest.param(
        unit(picture=""),
        [
            "no picture stands before the text; show the unit's {drawing} first",
            "the figure 'lamp' is nowhere on the page; show it with {drawing}",
        ],
        id="no picture",
    ),
    pytest.param(
        unit(picture="", discuss=DISCUSS + PICTURE),
        ["no picture stands before the text; show the unit's {drawing} first"],
        id="a late picture",
    ),
    pytest.param(
        unit(narrative="".join(map(section, range(3)))),
        ["the narrative has 3 sections; write 4 to 6"],
        id="few sections",
    ),
    pytest.param(
        unit(narrative=NARRATIVE + "## Part 5\n\nNo check {passage}`T1`.\n\n"),
        ["the section does not end in a check; end it with {exercise} and :item:"],
        id="no check",
    ),
    pytest.param(
        unit(narrative=NARRATIVE + section(5) + "And so on {passage}`T1`.\n\n"),
        ["the section does not end in a check; end it with {exercise} and :item:"],
        id="a check that is not the end",
    ),
    pytest.param(
        unit(narrative=NARRATIVE.replace(":item: named\n", "", 1)),
        ["the check at the end is a whole exercise; choose one item with :item:"],
        id="a whole exercise as a check",
    ),
    pytest.param(
        unit(
            narrative=NARRATIVE.replace(
                "## Part 2\n", "## Part 2\n\n```{exercise} t1-many\n:item: named\n```\n"
            )
        ),
        ["the section has more than one check; keep the one at its end"],
        id="two checks",
    ),
    pytest.param(
        unit(exercise="", front=FRONT.replace(", t1-order", "")),
        ["there is no section with an exercise; write ## Exercise: and show one with {exercise}"],
        id="no exercise",
    ),
    pytest.param(
        unit(exercise=EXERCISE + "## Exercise: none\n\n{.ours}\nTo come.\n\n"),
        ["the section shows no exercise; show one with {exercise}"],
        id="an exercise that is not shown",
    ),
    pytest.param(
        unit(exercise=EXERCISE.replace("{.ours}\nNow put them in order.\n", "")),
        ["nothing says what the exercise is for; write a line above it"],
        id="an exercise without a why",
    ),
    pytest.param(
        unit(front=FRONT.replace("t1-order]", "t1-order, t1-choice]")),
        ["the exercise t1-choice is nowhere on the page; show it, or take it out here"],
        id="an exercise of the front matter",
    ),
    pytest.param(
        unit(front=FRONT.replace(", t1-order", "")),
        ["t1-order is not in the front matter; add it to exercises"],
        id="an exercise of the page",
    ),
    pytest.param(
        unit(differ=""),
        ["there is no section on where readers differ; write ## Where readers differ, with two readings"],
        id="no readings",
    ),
    pytest.param(
        unit(differ=DIFFER.partition("**It guesses")[0]),
        ["it has fewer than two readings; give two, a paragraph each, and no verdict"],
        id="one reading",
    ),
    pytest.param(
        unit(discuss=""),
        ["there is nothing to discuss; write ## Discuss with 2 to 3 numbered prompts"],
        id="no prompts",
    ),
    pytest.param(
        unit(discuss=DISCUSS.replace("2. Who says so?\n", "")),
        ["there are 1 numbered prompts; write 2 to 3"],
        id="one prompt",
    ),
    pytest.param(
        unit(discuss="{.ours}\n## Discuss\n\n- Who?\n- When?\n\n"),
        ["there are 0 numbered prompts; write 2 to 3"],
        id="prompts without numbers",
    ),
    pytest.param(unit(end=""), ["the unit has no end; write {unit-end} after ## Discuss"], id="no end"),
    pytest.param(
        unit(notes=""),
        ["there are no instructor notes; end with :::{dropdown} Instructor notes"],
        id="no notes",
    ),
    pytest.param(
        unit([name for name in PARTS if name != "discuss"] + ["discuss"]),
        [f"it stands too far up; {ORDER}"],
        id="the order of the end",
    ),
    pytest.param(
        unit(discuss=DISCUSS + section(5)),
        ["a section of the narrative stands after the exercises; move it up"],
        id="narrative after the exercises",
    ),
]


@pytest.mark.parametrize(("text", "said"), SKELETON)
def test_a_part_that_is_missing_or_elsewhere_is_told(text: str, said: list[str], tmp_path: Path) -> None:
    assert sorted(lines(told_of_unit(tmp_path, text, "skeleton"), "skeleton")) == sorted(said)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(unit(look_back=PICTURE + LOOK_BACK, picture=""), id="the picture above the look back"),
        pytest.param(
            unit(picture="", narrative=NARRATIVE.replace("## Part 1\n", f"## Part 1\n\n{PICTURE}")),
            id="the picture at the head of the first section",
        ),
        pytest.param(
            unit(exercise="(first)=\n" + EXERCISE),
            id="a label below the last check",
        ),
        pytest.param(
            unit(front=FRONT.replace("id: u02", "id: u01").replace("number: 2", "number: 1"), look_back=""),
            id="no look back in the first unit",
        ),
    ],
)
def test_what_the_skeleton_leaves_open_is_not(text: str, tmp_path: Path) -> None:
    assert told_of_unit(tmp_path, text, "skeleton", "figure") == []


# Length and level ------------------------------------------------------------------------------------------


def test_the_narrative_alone_is_counted(tmp_path: Path) -> None:
    narrative = (
        section(1, 1)
        + "## B\n\n- One {passage}`T1` two.\n- Three\n\n|a|b|\n|-|-|\n|c|d|\n\n:::{note}\nFour.\n:::\n\n"
    )
    root = course_with(tmp_path, {UNIT: unit(narrative=narrative)})

    assert measure.measure(read_page(root / UNIT, root)).words == len(SENTENCE.split()) - 1 + 3


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        (18, ["the narrative has 1152 words; write 1200 to 1600"]),
        (19, []),
        (25, []),
        (26, ["the narrative has 1664 words; write 1200 to 1600"]),
    ],
)
def test_a_narrative_has_a_length(sentences: int, said: list[str], tmp_path: Path) -> None:
    text = unit(narrative="".join(section(number, sentences) for number in range(1, 5)))

    assert lines(told_of_unit(tmp_path, text, "length"), "length") == said


HARD = "Notwithstanding considerable uncertainties, administrative authorities consistently exaggerated the"
"""No plain words."""


def test_a_narrative_that_is_too_hard_is_told_with_its_numbers(tmp_path: Path) -> None:
    hard = f"{HARD} significance of the lighthouse {{passage}}`T1`. " * 20
    text = unit(narrative=NARRATIVE.replace(SENTENCE * 20, hard))

    assert lines(told_of_unit(tmp_path, text, "level"), "level") == [
        f"the narrative reads at grade 27.4, with 12.0 words a sentence; {PLAINER}"
    ]


def test_the_grade_is_flesch_and_kincaid_s(tmp_path: Path) -> None:
    """12 words in 2 sentences, 13 syllables: 0.39 * 6 + 11.8 * 13 / 12 - 15.59."""
    text = unit(narrative="## A\n\nThe cat sat on the mat. The dog sat on the pavement.\n\n")
    root = course_with(tmp_path, {UNIT: text})
    found = measure.measure(read_page(root / UNIT, root))

    assert (found.unit, found.words, found.sentence, found.grade) == ("u02", 12, 6.0, -0.5)


def test_a_unit_without_a_narrative_has_no_grade(tmp_path: Path) -> None:
    root = course_with(tmp_path, {UNIT: unit(narrative="")})
    found = measure.measure(read_page(root / UNIT, root))

    assert (found.words, found.sentence, found.grade) == (0, 0.0, 0.0)


def test_items_of_a_list_do_not_run_into_one_sentence(tmp_path: Path) -> None:
    text = unit(narrative="## A\n\n- The first of all the items\n- The second of all the items\n\n")
    root = course_with(tmp_path, {UNIT: text})

    assert measure.measure(read_page(root / UNIT, root)).sentence == 6.0


# Front matter ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "said"),
    [
        (
            FRONT.replace("[T1, T2]", "[T1, T9]").replace("t1.1", "t9.1").replace("t1-order]", "t1-odrer]"),
            [
                f"{UNIT}:7: passages: there is no passage 'T9'; did you mean T4 or T3? (unknown)",
                f"{UNIT}:8: propositions: there is no proposition 't9.1'; did you mean t1.1 or t1.4? (unknown)",
                f"{UNIT}:11: exercises: there is no exercise 't1-odrer'; did you mean t1-order or t1-choice? (unknown)",
            ],
        ),
        (
            FRONT.replace("number: 2", 'number: "two"').replace("figure:", "figur:"),
            [
                f"{UNIT}:4: unit.number: 'two' is not a whole number; write it so (course)",
                f"{UNIT}:2: unit: unknown 'figur'; did you mean figure? (course)",
            ],
        ),
        (
            "---\nunit: [\n---\n",
            [
                f"{UNIT}:2: unit: not readable as YAML: while parsing a flow node; mend the front matter (course)"
            ],
        ),
        (
            "",
            [
                f"{UNIT}:1: the page is a unit and its front matter does not say so; begin it with unit: (course)"
            ],
        ),
    ],
)
def test_mistakes_of_the_front_matter_are_told(front: str, said: list[str], tmp_path: Path) -> None:
    root = course_with(tmp_path, {UNIT: unit(front=front)})

    assert sorted(told(root, ["unknown", "course"])) == sorted(said)
