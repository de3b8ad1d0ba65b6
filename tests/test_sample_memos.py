"""The sample memos of the manual: as long as is asked, and what is printed below them is what the check says.

A memo is the quotation after `<!-- memo: NAME -->`; the block after `<!-- form: NAME -->` is what the check says
of its form.
To print anew what has changed:  REFRESH=1 make test ARGS="-k sample_memos -n 0"
"""

import os
import re
import textwrap

import pytest

import make
from course_checks.checking import check
from course_checks.content.course import load_course
from course_checks.core.outcome import Scored

PAGE = make.ROOT / "docs" / "instructors" / "written-work.md"
MEMO = re.compile(r"<!-- memo: (\w+) -->\n((?:>.*\n)+)")
FORM = re.compile(r"(<!-- form: (\w+) -->\n```text\n)(.*?)(```\n)", re.DOTALL)
CITED = re.compile(r"\{(?:passage|evidence)\}`(\w+)`")
NAMES = ("basic", "proficient", "advanced", "borderline")
WIDTH = 88


def memos() -> dict[str, str]:
    """Each memo as a learner would have typed it."""
    found = MEMO.findall(PAGE.read_text(encoding="utf-8"))
    return {
        name: CITED.sub(r"\1", "\n".join(line.removeprefix(">").strip() for line in quoted.splitlines()))
        for name, quoted in found
    }


def form_of(memo: str) -> Scored:
    """What the check finds in the form of a memo."""
    course = load_course(make.ROOT)
    exercise = course.exercises["u10-memo"]
    (entry,) = check(exercise.public, exercise.key, course.library, {"memo": {"text": memo}}).items
    assert isinstance(entry.outcome, Scored)
    return entry.outcome


def printed(outcome: Scored) -> str:
    """The points of form, as the page has them."""
    said = (outcome.tally, *(one for one in outcome.details if not one.startswith("Not judged")))
    return "".join(textwrap.fill(one, WIDTH, subsequent_indent="  ") + "\n" for one in said)


def test_there_is_a_memo_for_each_level_and_one_on_the_line() -> None:
    assert tuple(memos()) == NAMES
    assert tuple(name for _, name, _, _ in FORM.findall(PAGE.read_text(encoding="utf-8"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_memo_has_the_length_that_is_asked(name: str) -> None:
    (length,) = (one for one in form_of(memos()[name]).details if one.startswith("Length"))

    assert length.startswith("Length: in order")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_printed_below_a_memo_is_what_the_check_says(name: str) -> None:
    text, wanted = PAGE.read_text(encoding="utf-8"), printed(form_of(memos()[name]))
    fresh = FORM.sub(lambda one: one[1] + wanted + one[4] if one[2] == name else one[0], text)
    if os.environ.get("REFRESH"):
        PAGE.write_text(fresh, encoding="utf-8")
    else:
        assert fresh == text, 'print it anew with  REFRESH=1 make test ARGS="-k sample_memos -n 0"'


def test_only_the_basic_memo_has_something_amiss_in_its_form() -> None:
    slips = {name: {slip.id for slip in form_of(memo).slips} for name, memo in memos().items()}

    assert slips == {
        "basic": {"one-source", "quote-without-citation", "no-doubt", "absolute-word"},
        "proficient": set(),
        "advanced": set(),
        "borderline": set(),
    }
