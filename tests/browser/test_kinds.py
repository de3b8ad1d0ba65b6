"""Every kind of exercise, answered by keyboard alone on a phone and on a laptop, and judged as `check` judges."""

import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from course_checks.checking import check
from course_checks.core.outcome import Scored
from course_checks.core.part import Names, Options, Part
from course_checks.exercise import PublicExercise, parts_of
from course_checks.feedback import state_of
from tests.browser import hands
from tests.browser.conftest import SHOWN
from tests.browser.small_site import SmallSite

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
LOOKS = {
    f"{name}-{scheme}": {"viewport": size, "color_scheme": scheme}
    for name, size in (("phone", PHONE), ("laptop", LAPTOP))
    for scheme in ("dark", "light")
}
TWO = {name: LOOKS[name] for name in ("phone-dark", "laptop-light")}
"""A look of each size: what a keyboard reaches does not depend on colours."""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WORDS = {"not read": "could not be read", "our fault": "our fault", "read": "read; not scored"}
LAYERS = SHOWN["match"]
LABELLED = 4
"""Responses that are tried of each exercise: one for each way in which they end, and a few more."""


def faults(page: Page) -> list[str]:
    """What breaks WCAG A or AA on a page."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]


def can_be_given(part: Part, text: str) -> bool:
    """Whether the page has a way to give this answer: of a menu only what is on it, of a chain no empty link."""
    if isinstance(part.domain, Names):
        return all(name.strip() for name in text.split(">"))
    return not isinstance(part.domain, Options) or text in part.domain.ids


def labelled(small: SmallSite, public: PublicExercise) -> Iterator[hands.Answers]:
    """Answers that the exercise brings along and that can be given on a page, of every ending first."""
    file = small.desk.root / "exercises" / public.id / "responses.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["responses"]
    opened, seen = small.desk.opened(public.id), set[str]()
    later = []
    for answers in (entry.get("answers", {}) for entry in entries):
        given = {
            item.id: {
                part.id: answers[item.id][part.id]
                for part in parts_of(item)
                if answers.get(item.id, {}).get(part.id) and can_be_given(part, answers[item.id][part.id])
            }
            for item in public.items
        }
        report = check(public, opened.key, small.desk.library, given)
        ends = {state_of(one.outcome) for one in report.items}
        if ends <= seen:
            later.append(given)
        else:
            seen |= ends
            yield given
    yield from later[:1]


def assert_judged(page: Page, small: SmallSite, public: PublicExercise, answers: hands.Answers) -> None:
    """The page shows for every item what `check` says of these answers."""
    report = check(public, small.desk.opened(public.id).key, small.desk.library, answers)
    for one in report.items:
        state = state_of(one.outcome)
        shown = hands.said(page, public.id, one.item).casefold()
        assert WORDS.get(state, state) in shown, (one.item, answers.get(one.item))
        if isinstance(one.outcome, Scored) and one.outcome.score != 1 and one.outcome.tally:
            assert " ".join(one.outcome.tally.casefold().split()) in " ".join(shown.split())


def answer_and_compare(page: Page, small: SmallSite, exercise: str, most: int) -> None:
    """Answer an exercise in several ways, each time from a fresh page."""
    public = small.desk.opened(exercise).public
    for number, answers in enumerate(labelled(small, public)):
        if number == most:
            break
        page.evaluate("localStorage.clear()")
        page.reload()
        hands.answer(page, exercise, answers)
        hands.check(page, exercise)
        assert_judged(page, small, public, answers)


@pytest.mark.parametrize("kind", ["choice", "order"])
def test_a_kind_is_answered_by_keyboard_and_judged_as_check_judges(
    visit: Visit, small: SmallSite, kind: str
) -> None:
    answer_and_compare(visit(SHOWN[kind], **LOOKS["phone-dark"]), small, SHOWN[kind], most=2)


@pytest.mark.slow
@pytest.mark.parametrize("settings", TWO.values(), ids=TWO)
@pytest.mark.parametrize("kind", SHOWN)
def test_every_kind_is_answered_by_keyboard_and_judged_as_check_judges(
    visit: Visit, small: SmallSite, kind: str, settings: dict[str, Any]
) -> None:
    answer_and_compare(visit(SHOWN[kind], **settings), small, SHOWN[kind], most=LABELLED)


def look(page: Page, small: SmallSite, exercise: str) -> None:
    """No fault of accessibility before a check, nor after, nor is the page wider than its window."""
    assert faults(page) == []
    public = small.desk.opened(exercise).public
    hands.answer(page, exercise, list(labelled(small, public))[-1])
    hands.check(page, exercise)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("kind", ["attribution-chain"])
def test_what_a_check_adds_keeps_to_wcag(visit: Visit, small: SmallSite, kind: str) -> None:
    look(visit(SHOWN[kind], **LOOKS["phone-dark"]), small, SHOWN[kind])


@pytest.mark.slow
@pytest.mark.parametrize("settings", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("kind", SHOWN)
def test_what_a_check_adds_keeps_to_wcag_for_every_kind(
    visit: Visit, small: SmallSite, kind: str, settings: dict[str, Any]
) -> None:
    look(visit(SHOWN[kind], **settings), small, SHOWN[kind])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mine", "unit"])
@pytest.mark.parametrize("settings", LOOKS.values(), ids=LOOKS)
def test_progress_and_windows_keep_to_wcag(visit: Visit, name: str, settings: dict[str, Any]) -> None:
    page = visit(LAYERS, **settings)
    hands.answer(page, LAYERS, {"page2006": {"ZM2": "owner"}})
    hands.check(page, LAYERS)
    page.goto(page.url.replace(LAYERS, name))
    assert faults(page) == []
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    assert faults(page) == []
