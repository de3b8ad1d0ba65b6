"""What the manual prints of guessing is what the audit would print of such a course."""

import io
import os
import re

import make
from course_checks.console import Console
from course_checks.content.guessing import guesses, guessing_faults
from course_checks.talk_authors import print_guesses
from tests.content.test_guessing import chosen, rounds, turned

PAGE = make.ROOT / "docs" / "authors" / "prove.md"
COURSE = rounds(lambda n: chosen(turned(("one", "other", "one that is longer"), n), (2 + n) % 3))


def printed() -> dict[str, str]:
    """The texts below the two marks of the page."""
    table, mistake = io.StringIO(), io.StringIO()
    found = guesses([COURSE])
    print_guesses(Console(table), found)
    for fault in guessing_faults(found):
        Console(mistake).say(str(fault), hang=2)
    return {"guessing": table.getvalue().lstrip("\n"), "guessing-mistake": mistake.getvalue()}


def test_the_manual_prints_what_the_audit_prints() -> None:
    old = new = PAGE.read_text(encoding="utf-8")
    for mark, text in printed().items():
        block = re.compile(rf"(<!-- {mark} -->\n```text\n).*?```\n", re.DOTALL)
        assert block.search(new), f"the page has no block {mark}"
        new = block.sub(lambda found, text=text: f"{found[1]}{text}```\n", new)  # type: ignore[misc]
    if os.environ.get("REFRESH"):
        PAGE.write_text(new, encoding="utf-8")

    assert new == old or os.environ.get("REFRESH")


def test_where_nothing_was_tried_nothing_is_printed() -> None:
    table = io.StringIO()
    print_guesses(Console(table), ())

    assert table.getvalue() == ""
