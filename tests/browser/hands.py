"""Answering an exercise as a reader does who has nothing but a keyboard."""

import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page

MOST_STEPS = 400
MOST_LINKS = 8
GROWN = '[data-domain="names"], [data-domain="links"]'
HERE = """() => {
    const one = document.activeElement;
    const stands = one.closest("[data-for]");
    return { name: one.name || "", made: stands ? stands.dataset.for : "", tag: one.localName, type: one.type || "",
             value: one.value || "", form: one.closest("form") ? one.closest("form").dataset.exercise : "" };
}"""

Answers = Mapping[str, Mapping[str, str]]
"""Item, part, text."""
LAYERS, ORDER, HORIZON, CHAINS, MAP, NEED, NAMED = (
    "u01-layers",
    "u01-order",
    "u01-horizon",
    "u07-chains",
    "u04-map",
    "u02-need",
    "u05-named",
)
RIGHT_2006 = {"ZM2": "owner", "Z2": "writer", "Z11": "writer", "Z13": "others"}


def form_of(page: Page, exercise: str) -> Locator:
    """The form of an exercise: the first, if it stands twice."""
    return page.locator(f'form[data-exercise="{exercise}"]').first


def begin(page: Page, exercise: str) -> None:
    """Come to an exercise: the focus stands just before it, and its fields are as a script makes them."""
    if page.locator(f'form[data-exercise="{exercise}"] :is({GROWN})').count():
        page.locator(f'form[data-exercise="{exercise}"] [data-for]').first.wait_for(state="attached")
    page.evaluate(
        """(exercise) => {
            const box = document.querySelector(`form[data-exercise="${exercise}"]`);
            box.tabIndex = -1;
            box.focus();
            box.removeAttribute("tabindex");
        }""",
        exercise,
    )


def answer(page: Page, exercise: str, answers: Answers) -> None:
    """Fill in an exercise with Tab, arrows, Space and letters alone."""
    left = {f"{item}.{part}": text for item, parts in answers.items() for part, text in parts.items() if text}
    begin(page, exercise)
    for _ in range(MOST_STEPS):
        if not left:
            return
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["form"] != exercise:
            break
        name = here["made"] or here["name"]
        if name in left:
            _give(page, here, left.pop(name))
    assert left == {}, f"the keyboard did not reach {left}"


def _give(page: Page, here: dict[str, Any], text: str) -> None:
    if here["made"] and here["tag"] == "select":
        _map(page, text)
    elif here["made"]:
        _chain(page, text)
    elif here["type"] == "radio":
        _press(page, text)
    elif here["tag"] == "select":
        _choose(page, text)
    else:
        page.keyboard.insert_text(text)


def _press(page: Page, text: str) -> None:
    """A button of a group: arrows go from one to the next and press it."""
    page.keyboard.press("Space")
    for _ in range(12):
        if page.evaluate("document.activeElement.value.toLowerCase()") == text.lower():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no button {text!r}")


def _choose(page: Page, text: str) -> None:
    """An entry of a menu, by its first letters or the arrows."""
    for _ in range(40):
        if page.evaluate("document.activeElement.value") == text:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no entry {text!r}")


def _chain(page: Page, text: str) -> None:
    """One name a field; more names than there are fields at once, as if pasted."""
    names = text.split(" > ")
    if len(names) > MOST_LINKS:
        page.keyboard.insert_text(text)
        return
    for number, name in enumerate(names):
        if number:
            page.keyboard.press("Tab")
        page.keyboard.insert_text(name)


def _map(page: Page, text: str) -> None:
    """Three menus a line, and then either the menus of the next or the button that adds one."""
    options = page.evaluate(
        "[...document.activeElement.closest('li').querySelectorAll('select')].map((menu) => "
        "[...menu.options].map((option) => option.value))"
    )
    lines = [line.split() for line in text.strip().splitlines()]
    if not all(len(line) == 3 and all(map(list.__contains__, options, line)) for line in lines):
        _type_lines(page, text)
        return
    for line in lines:
        while page.evaluate("document.activeElement.localName") != "select":
            if page.evaluate("document.activeElement.textContent") == "Add a line":
                page.keyboard.press("Enter")
            else:
                page.keyboard.press("Tab")
        for number, piece in enumerate(line):
            if number:
                page.keyboard.press("Tab")
            _choose(page, piece)
        page.keyboard.press("Tab")


def _type_lines(page: Page, text: str) -> None:
    """What no list has is typed."""
    while page.evaluate("document.activeElement.textContent") != "Type the lines instead":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "textarea"
    page.keyboard.insert_text(text)


def check(page: Page, exercise: str) -> None:
    """Go on to the button and press it; wait for what comes back."""
    for _ in range(MOST_STEPS):
        if page.evaluate("document.activeElement.dataset.do") == "check":
            break
        page.keyboard.press("Tab")
    form_of(page, exercise).locator(".exercise-result").evaluate("(one) => one.replaceChildren()")
    page.keyboard.press("Enter")
    form_of(page, exercise).locator(".exercise-result > :not(.exercise-waiting)").first.wait_for()


def said(page: Page, exercise: str, item: str = "") -> str:
    """What stands under an item, or in the line about all of them."""
    place = f'fieldset[data-item="{item}"] > .feedback-item' if item else ".exercise-result"
    return form_of(page, exercise).locator(place).inner_text()


def field(page: Page, name: str) -> Any:
    """A field by its name."""
    return page.locator(f'[name="{name}"]').first


def kept(page: Page, exercise: str) -> dict[str, Any]:
    """What the browser keeps of an exercise."""
    text = page.evaluate(f'localStorage.getItem("course-checks:exercise:{exercise}")')
    return json.loads(text)["held"] if text else {}


def wait_until_kept(page: Page, exercise: str, name: str) -> None:
    """Wait until an answer is in the browser's storage."""
    item, _, part = name.partition(".")
    page.wait_for_function(
        """([exercise, item, part]) => {
            const held = JSON.parse(localStorage.getItem("course-checks:exercise:" + exercise) ?? "{}").held;
            return held?.answers[item]?.[part] !== undefined;
        }""",
        arg=[exercise, item, part],
    )
