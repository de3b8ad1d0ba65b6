"""The page: whole, safe, the same at every run, and first of all what to do first."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from course_checks.core.outcome import Slip
from course_checks.desk.record import Answered, Attempt, Recorded
from course_checks.desk.report import plots
from course_checks.desk.report.figures import ClassFigures, Estimate
from course_checks.desk.report.page import page_of
from course_checks.desk.report.plain import plain_of
from course_checks.desk.report.plots import Bar, shares
from course_checks.desk.report.writing import write_page
from course_checks.sheet.workspace import WorkspaceError
from tests.desk.report.records import bank_at, class_of, recorded, report_on

VOID = {"meta", "br", "rect", "path"}
ROWS = ["aaaaa", "aaaab", "aaaba", "aabab", "ababb", "aabbb", "babbb", "cbbbb"]
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>\x1b[31m\u202eevil\u2066\x00 & שלום"


class Reading(HTMLParser):
    """What a browser would meet: elements in order, whether all are closed, the text outside styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.faults: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attrs for name, attrs in self.met if name == tag)


def hostile(root: Path) -> ClassFigures:
    """A class whose file of first attempts was written by an enemy."""
    (honest,) = class_of(root, ["baaaa"])
    bad = Answered(
        ending="scored",
        score=honest.exercises["t1-five"].items["i1"].score,
        slips=(Slip(id=HOSTILE, parts=("choice", HOSTILE)),),
        given={"choice": "c", HOSTILE: HOSTILE},
        parts={"choice": "look again", HOSTILE: "look again"},
        sure=HOSTILE,
    )
    five = Attempt(version=HOSTILE, items={"i1": bad, HOSTILE: bad})
    date = replace(bad, given={"lit": HOSTILE, "moved": "2"}, slips=())
    attempts = {"t1-five": five, HOSTILE: five, "t1-order": Attempt(version="", items={"dates": date})}
    return report_on(root, [Recorded(learner=HOSTILE, exercises=attempts)] * 3)


# Classes of every sort -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows", [[], ["aaaaa"], ROWS, ROWS * 5, ["aaaaa"] * 30, ["bbbbb"] * 30, ["-----"] * 30]
)
def test_every_class_has_a_page_that_is_whole(root: Path, rows: list[str]) -> None:
    page = Reading(page_of(report_on(root, class_of(root, rows))))

    assert (page.faults, page.open) == ([], [])
    assert "Do this first" in page.text


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There are no first attempts in this file"),
        (["-----"] * 30, "Nothing was scored, so no misreading can be told."),
        (["aaaaa"] * 30, "No named misreading was made. Nothing needs to be taught again."),
        (["baaaa"] + ["aaaaa"] * 30, "1 misreading is listed below , each for the one who made it."),
        (["abaaa"] * 9 + ["aaaaa"] * 31, "Read T2 again 9 of the 40 who answered: 22% (12 to 38)"),
    ],
)
def test_the_first_thing_on_the_page_is_what_to_do(root: Path, rows: list[str], said: str) -> None:
    page = Reading(page_of(report_on(root, class_of(root, rows))))

    headings = [name for name, _ in page.met if name in ("h1", "h2", "h3")]
    assert headings[:2] == ["h1", "h2"]
    assert page.text.index("Do this first") < page.text.index(said) < page.text.rindex("How to read this")
    assert said in page.text.rpartition("How to read this")[0]


def test_below_twenty_learners_the_page_has_no_coefficient_and_says_why(root: Path) -> None:
    small = Reading(page_of(report_on(root, class_of(root, ROWS)))).text.rpartition("How to read this")[0]
    large = Reading(page_of(report_on(root, class_of(root, ROWS * 3)))).text.rpartition("How to read this")[0]

    assert "Too few for coefficients: 8 of 8 have a score in every item, and they need 20." in small
    assert not re.search(r"alpha|KR-20|upper less lower", small)
    assert re.search(r"KR-20 0\.\d\d \(", large)


def test_every_link_within_the_page_leads_somewhere(root: Path) -> None:
    page = Reading(page_of(report_on(root, class_of(root, ROWS * 3))))
    ids = [str(attrs["id"]) for _, attrs in page.met if attrs.get("id")]

    assert {str(attrs["href"]) for attrs in page.all("a")} <= {f"#{one}" for one in ids}
    assert len(ids) == len(set(ids))


# Safe ------------------------------------------------------------------------------------------------------


def test_nothing_is_run_and_nothing_is_fetched(root: Path) -> None:
    text = page_of(hostile(root))
    page = Reading(text)

    assert {name for name, _ in page.met}.isdisjoint({"script", "img", "link", "iframe", "object", "form"})
    assert [
        attrs for _, attrs in page.met if any(name.startswith("on") or name == "src" for name in attrs)
    ] == []
    assert "url(" not in text
    assert "://" not in text
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert any(attrs.get("content") == policy for attrs in page.all("meta"))


def test_what_a_learner_typed_is_shown_letter_for_letter_and_turns_nothing(root: Path) -> None:
    text = page_of(hostile(root))

    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    assert (Reading(text).faults, Reading(text).open) == ([], [])


def test_no_name_no_number_and_no_prose_reach_the_page(root: Path) -> None:
    bank = bank_at(root)
    said = {
        "t1-choice": {"lamp": {"choice": "b", "passage": "T2", "reason": "Ada Example saw it with her eyes."}}
    }
    page = page_of(report_on(root, [recorded(bank, n, said) for n in range(5)]))

    assert "Ada" not in page
    assert "Number1" not in page
    assert "L0001" not in page


def test_the_same_class_gives_the_same_bytes(root: Path) -> None:
    def page() -> str:
        return page_of(report_on(root, class_of(root, ROWS * 3)))

    assert page() == page()


# JSON ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [[], ["aaaaa"], ROWS * 3])
def test_the_figures_are_json_with_an_interval_or_a_reason_for_each(root: Path, rows: list[str]) -> None:
    held = plain_of(report_on(root, class_of(root, rows)))

    def figures(value: object) -> Iterator[dict[str, object]]:
        if isinstance(value, dict):
            if "value" in value and "low" in value:
                yield value
            for one in value.values():
                yield from figures(one)
        elif isinstance(value, list):
            for one in value:
                yield from figures(one)

    assert json.loads(json.dumps(held)) == held
    assert held["learners"] == len(rows)
    assert all({"value", "low", "high", "n"} <= set(one) for one in figures(held))
    if rows == ["aaaaa"]:
        missing = held["exercises"][0]["alpha"]
        assert missing == {"not_computed": "needs 20 learners with a score in every item; there are 1"}


# Plots -----------------------------------------------------------------------------------------------------

BARS = [Bar(label=name, held=Estimate(value=0.4, low=0.2, high=0.6, n=9)) for name in ("one", HOSTILE)]


def test_a_plot_is_shapes_and_words_without_a_colour_an_id_or_a_script() -> None:
    drawn = shares(BARS, "What <it> shows")
    page = Reading(drawn)

    assert (page.faults, page.open) == ([], [])
    assert {name for name, _ in page.met} == {"svg", "g", "rect", "path", "text"}
    names = {name for _, attrs in page.met for name in attrs}
    assert names <= {"class", "viewbox", "role", "aria-label", "x", "y", "width", "height", "transform", "d"}
    assert "What &lt;it&gt; shows" in drawn
    assert "one" in page.text
    assert "100%" in page.text


def test_a_plot_has_a_bar_and_a_whisker_for_each_row() -> None:
    page = Reading(shares(BARS, ""))
    classes = [str(attrs.get("class")) for _, attrs in page.met]

    assert sum("reactive" in one and "nofill" not in one for one in classes) == len(BARS)
    assert sum("nofill" in one for one in classes) == len(BARS)


def test_every_plot_has_its_figures_in_a_table(root: Path) -> None:
    page = Reading(page_of(report_on(root, class_of(root, ROWS * 3))))
    names = [name for name, _ in page.met]

    assert names.count("svg") >= 3
    for place, name in enumerate(names):
        if name == "svg":
            assert "table" in names[:place]


def test_without_the_library_the_report_has_its_tables_and_says_how_to_get_plots(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course_checks.desk.report.page.drawing_library", lambda: None)
    monkeypatch.setattr("course_checks.desk.report.plots.drawing_library", lambda: None)
    page = Reading(page_of(report_on(root, class_of(root, ROWS * 3))))

    assert list(page.all("svg")) == list(page.all("figure")) == []
    assert "There are no plots, for pygal is not installed: pip install pygal" in page.text
    assert list(page.all("table"))


def test_a_library_that_is_not_there_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    plots.drawing_library.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "pygal", None)

    assert plots.drawing_library() is None
    plots.drawing_library.cache_clear()


# Writing ---------------------------------------------------------------------------------------------------


def test_a_report_of_ours_is_replaced_and_a_file_of_somebody_else_is_not(root: Path, tmp_path: Path) -> None:
    page = page_of(report_on(root, class_of(root, ROWS)))
    ours, theirs = tmp_path / "new" / "report.html", tmp_path / "mine.html"
    write_page(ours, "<!DOCTYPE html>" + page)
    write_page(ours, page)
    theirs.write_text("<p>My own notes.</p>", encoding="utf-8")

    assert ours.read_text(encoding="utf-8") == page
    assert [one.name for one in ours.parent.iterdir()] == ["report.html"]
    with pytest.raises(WorkspaceError, match=r"is no report of ours, so it was left alone"):
        write_page(theirs, page)
    assert theirs.read_text(encoding="utf-8") == "<p>My own notes.</p>"


def test_a_folder_is_no_place_for_a_page(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"is a folder\. Name a file with --out"):
        write_page(tmp_path, "")
