"""The history: what it shows, and what its caption counts."""

from course_checks.figures.history import draw_history, history_of
from course_checks.figures.timeline_data import horizons_of, load_timeline
from tests.figures.shapes import ROOT, SVG, both, drawn

EVENTS = load_timeline(ROOT / "docs" / "data" / "timeline.toml")
SHOWN = history_of(EVENTS)


def test_everything_of_the_alliance_that_is_verified_is_shown_and_no_talks() -> None:
    ids = {event.id for event in SHOWN}

    assert {e.id for e in EVENTS if e.track == "alliance" and e.certainty != "unverified"} <= ids
    assert {event.track for event in SHOWN} <= {"alliance", "strain", "test"}
    assert all(event.certainty != "unverified" for event in SHOWN)


def test_every_event_stands_once_in_each_shape_and_in_the_table() -> None:
    wanted = sorted(event.id for event in SHOWN)

    for svg in both(drawn("history")):
        assert (
            sorted(g.attrib["data-event"] for g in svg.iter(f"{SVG}g") if "data-event" in g.attrib) == wanted
        )
    assert len(drawn("history").twin.rows) == len(SHOWN)


def test_a_contested_event_says_so_in_both_shapes() -> None:
    contested = [event for event in SHOWN if event.certainty == "contested"]

    assert contested
    for svg in both(drawn("history")):
        said = [text.text for text in svg.iter(f"{SVG}text")]
        assert said.count("contested") == len(contested)


def test_the_caption_counts_halves_of_the_years_shown() -> None:
    horizons = horizons_of(EVENTS)
    few = [
        event for event in EVENTS if event.id in ("relations-1949", "treaty-1961", "seoul-1992", "test-2009")
    ]

    assert draw_history(few, horizons).caption == (
        "On this timeline two of the alliance’s two events fall into the first half of the years 1949 to 2009, "
        "and two of the two that strained it into the second."
    )
