"""Reading the timeline: sound files become events, and of an unsound one every fault is named at once."""

from pathlib import Path

import pytest

from course_checks.figures.timeline_data import TimelineError, horizons_of, horizons_passed, load_timeline

SOUND = """
[[events]]
id = "page"
date = "2004-03"
zone = "as printed"
title = "The page"
track = "source"
rule = "solid"
level = "mini"
passages = ["SM4"]

[[events]]
id = "test"
date = "2006-10-09"
zone = "North Korea"
title = "A test"
track = "test"
level = "landing"
passages = ["Z9"]

[[events]]
id = "march"
date = "2004-03-31"
zone = "Beijing"
title = "On the last day of March"
track = "talks"
level = "all"
refs = ["somewhere"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "timeline.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(TimelineError) as caught:
        load_timeline(written(folder, text))
    return str(caught.value).splitlines()


def test_events_come_earliest_first(tmp_path: Path) -> None:
    assert [event.id for event in load_timeline(written(tmp_path, SOUND))] == ["page", "march", "test"]


def test_an_event_is_beyond_a_source_only_after_the_last_day_it_can_speak_for(tmp_path: Path) -> None:
    events = {event.id: event for event in load_timeline(written(tmp_path, SOUND))}
    horizons = horizons_of(events.values())

    assert [horizon.in_words for horizon in horizons] == ["The page, March 2004"]
    assert horizons_passed(events["march"], horizons) == 0
    assert horizons_passed(events["test"], horizons) == 1


def test_every_fault_of_a_file_is_named_at_once_with_its_place_and_its_remedy(tmp_path: Path) -> None:
    text = """
[[events]]
id = "one"
date = "2003-13"
zone = "Beijing"
title = "A title"
track = "meeting"
level = "landing"
colour = "red"
passages = "S1"

[[events]]
id = "one"
date = 1961-07-11
title = ""
track = "talks"
level = "all"
"""
    known = "id, date, end, zone, title, label, note, track, level, certainty, rule, passages, refs"
    forms = 'write a year "1961", a month "2003-04" or a day "1961-07-11"'
    tracks = "alliance, talks, strain, test, source"
    assert faults(tmp_path, text) == [
        f"timeline.toml: {fault}"
        for fault in (
            f"event 1 (one), date: '2003-13' is not a date; {forms}",
            f"event 1 (one), track: 'meeting' is not one of the words for it; use one of {tracks}",
            f"event 1 (one), colour: not known here; use one of {known}",
            "event 1 (one), passages: 'S1' is not a list of texts; write passages = [\"...\"]",
            'event 2 (one), date: datetime.date(1961, 7, 11) is not a text; write date = "..."',
            "event 2 (one), title: '' is not a text; write title = \"...\"",
            'event 2 (one), zone: missing; write zone = "..."',
            "event 2 (one), id: 'one' is also event 1; give each event an id of its own",
        )
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param(
            'end = "2006-10-08"',
            "end: before the event's date; put the later date in end",
            id="an end before the beginning",
        ),
        pytest.param(
            'certainty = "contested"',
            "note: missing; say who disputes what",
            id="a dispute that is not told",
        ),
        pytest.param(
            'certainty = "unverified"',
            'certainty: drawn, yet unverified; use "all"',
            id="drawing what is not verified",
        ),
        pytest.param(
            'rule = "solid"', "rule: goes with the track source; give both or none", id="a rule for no source"
        ),
        pytest.param(
            'label = "A label that is far too long"',
            "label: longer than 26 characters; shorten it",
            id="a long label",
        ),
    ],
)
def test_fields_that_do_not_go_together_are_named(tmp_path: Path, change: str, fault: str) -> None:
    text = SOUND.replace('title = "A test"', f'title = "A test"\n{change}')

    assert faults(tmp_path, text) == [f"timeline.toml: event 2 (test), {fault}"]


def test_an_event_must_rest_on_something(tmp_path: Path) -> None:
    assert faults(tmp_path, SOUND.replace('passages = ["Z9"]\n', "")) == [
        "timeline.toml: event 2 (test), passages: nothing the event rests on; name a passage or a reference"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="an empty file"),
        pytest.param('events = ["one"]', id="events that are not tables"),
        pytest.param("[[events]\n", id="no TOML"),
    ],
)
def test_a_file_without_events_is_one_fault(tmp_path: Path, text: str) -> None:
    assert len(faults(tmp_path, text)) == 1


def test_a_file_that_is_not_there_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match="cannot be read"):
        load_timeline(tmp_path / "nowhere.toml")
