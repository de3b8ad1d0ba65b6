"""The worksheet of a pack: one HTML page to print, or to read, with space for answers.

It is made from what is public, needs no other file and no network, and has no script.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from course_checks.content.outside import CardItem
from course_checks.content.sources import Source
from course_checks.core.dates import spoken
from course_checks.core.part import Options, Part, Passages
from course_checks.desk.blanks import blanks
from course_checks.desk.printed import blocks, inline, tag
from course_checks.exercise import Item, PublicExercise, parts_of

STYLE = Path(__file__).with_name("worksheet.css")
TITLE = "Worksheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSheet:
    """An exercise of the worksheet, and whether only the instructor has its key."""

    public: PublicExercise
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an exercise may send its reader to."""

    sources: tuple[Source, ...] = ()
    evidence: tuple[CardItem, ...] = ()
    """The items of the evidence cards."""


def worksheet(exercises: Sequence[OnSheet], reading: Reading) -> str:
    """The page.  Nothing in it comes from a key."""
    minutes = sum(one.public.minutes for one in exercises)
    titles = "; ".join(one.public.title for one in exercises)
    contents = "".join(
        tag(
            "li",
            f"{inline(one.public.title)} <small>{escape(one.public.id)}, {one.public.minutes} min</small>",
        )
        for one in exercises
    )
    body = [
        tag("header", "\n".join([
            tag("p", "<span>Name <i></i></span><span>Number <i></i></span><span>Date <i></i></span>", "who"),
            tag("h1", TITLE),
            tag("p", f"About {minutes} minutes. Leave empty what you cannot answer, and come back to it.", "meta"),
            tag("ol", contents, "contents") if len(exercises) > 1 else "",
        ])),
        *(_exercise(one) for one in exercises),
        *_passages([one.public for one in exercises], reading),
        tag("footer", "Everything here can be typed into the answer sheets of the pack, too; HOW-TO.txt says how."),
    ]  # fmt: skip
    style = STYLE.read_text(encoding="utf-8")
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{TITLE}: {escape(titles)}</title>\n<style>\n{style}</style>"
    )
    whole = "\n".join(filter(None, body))
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{whole}\n</body>\n</html>\n'


def _exercise(one: OnSheet) -> str:
    public = one.public
    facts = [public.unit, f"{public.minutes} minutes", public.id]
    facts += ["your instructor has the key"] if one.held else []
    items = [
        _item(item, number if len(public.items) > 1 else 0) for number, item in enumerate(public.items, 1)
    ]
    parts = [
        tag("p", " · ".join(map(escape, facts)), "meta"),
        tag("h2", inline(public.title)),
        tag("p", inline(public.why), "why"),
        blocks(public.intro),
        *items,
        tag("p", f"Take it further: {inline(public.reflect)}", "reflect") if public.reflect else "",
    ]
    return tag("section", "\n".join(filter(None, parts)), "exercise")


def _item(item: Item, number: int) -> str:
    """One item; 0 for one that stands alone."""
    prompt = blocks(item.prompt)
    if number:
        prompt = f'<span class="number">{number}</span>{prompt}'
    return tag("section", f"{tag('div', prompt, 'prompt')}\n{blanks(item)}", "item")


def _passages(exercises: Sequence[PublicExercise], reading: Reading) -> Iterator[str]:
    """The passages that the exercises name; all of a source, where one is to be found in it."""
    named, wanted = _named_in(exercises), _sources_searched(exercises, reading)
    own = {name for one in exercises for item in one.items for name in _own_ids(item)}
    listed = []
    for source in reading.sources:
        shown = [
            _passage(one.id, one.paraphrase)
            for one in source.passages
            if one.id in named or (source.id in wanted and not one.furniture)
        ]
        if shown:
            called = f"{source.short}, {spoken(source.date)}"
            listed.append(tag("h3", escape(called[:1].upper() + called[1:])) + tag("dl", "".join(shown)))
    cards = [_passage(one.id, one.says) for one in reading.evidence if one.id in named and one.id not in own]
    if cards:
        listed.append(tag("h3", "Evidence from elsewhere") + tag("dl", "".join(cards)))
    if listed:
        told = "In our words, not in those of the sources. Words to be quoted are to be found in the sources."
        parts = [tag("h2", "Passages to look up"), tag("p", told, "meta"), *listed]
        yield tag("section", "\n".join(parts), "passages")


def _passage(name: str, says: str) -> str:
    return f"<div><dt>{escape(name)}</dt><dd>{inline(says)}</dd></div>"


def _named_in(exercises: Iterable[PublicExercise]) -> set[str]:
    """Every word of the exercises that may be the number of a passage; `S19a` is a piece of S19."""
    texts = (text for one in exercises for text in _texts(one))
    return {
        name
        for text in texts
        for name in re.findall(r"(?<![A-Za-z0-9])([A-Z]{1,2}\d{1,3})(?:[a-e])?\b", text)
    }


def _texts(public: PublicExercise) -> Iterator[str]:
    yield from (public.title, public.why, public.intro, public.reflect)
    for item in public.items:
        yield item.prompt
        for part in parts_of(item):
            yield from (part.id, part.label)
            if isinstance(part.domain, Options):
                yield from (f"{option.id} {option.text}" for option in part.domain.options)


def _own_ids(item: Item) -> Iterator[str]:
    """The ids that an item gives to something of its own, such as H1 to an explanation."""
    for part in parts_of(item):
        yield from (part.id, *part.id.split("-"))
        yield from part.domain.ids if isinstance(part.domain, Options) else ()


def _sources_searched(exercises: Iterable[PublicExercise], reading: Reading) -> set[str]:
    """The ids of the sources in which a passage is to be found."""
    parts = [part for one in exercises for item in one.items for part in parts_of(item)]
    every = {source.id for source in reading.sources}
    return {name for part in parts for name in _searched(part, every)}


def _searched(part: Part, every: set[str]) -> set[str]:
    match part.domain:
        case Passages(source=source) if source:
            return {source}
        case Passages():
            return every
        case _:
            return set()
