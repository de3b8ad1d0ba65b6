"""Evidence cards: what the course brings from outside its sources, by whom, and how sure it is of it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from course_checks.content.errors import Faults
from course_checks.content.exercises import BARE, BARE_REMEDY
from course_checks.content.messages import citation_faults
from course_checks.content.sources import Source, Sources
from course_checks.content.strict import read_toml, structure
from course_checks.content.unwritten import add_unwritten
from course_checks.core.dates import covers, read_date
from course_checks.core.text import nearest_id, one_of

Certainty = Literal["firm", "reported", "copy", "contested"]
"""An official or primary text says so; the press, a scholar or an institution does; it was read only in a
copy or at third hand; somebody who should know says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardItem:
    """One thing that somebody outside the sources reports."""

    id: str
    """That of its card, with a number."""
    says: str
    """In our words, hedges kept."""
    voice: str
    """Who reports; for a document, whose document it is."""
    origin: str
    """Whom the voice has it from; `unnamed` where the report hides it."""
    date: str
    """Of what was said or done, as the local date of `zone` (ISO, of any precision); of a report, its own day."""
    zone: str
    cite: tuple[str, ...]
    """Keys of references.bib."""
    certainty: Certainty
    after: bool
    """Whether it is later than a source that its card bears on: hindsight for that source."""
    end: str = ""
    """The last day, where it took several."""


def _inside(item: CardItem) -> str:
    """The path of an item inside its card."""
    return f"items.{item.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What others report on a matter that some passages speak of."""

    id: str
    title: str
    bears: tuple[str, ...]
    """The passages that it bears on."""
    teaches: str
    shows: str
    """What it can show."""
    cannot: str
    """What it cannot."""
    items: tuple[CardItem, ...]

    @property
    def texts(self) -> Iterator[tuple[str, str]]:
        """(path inside the card, text) for each text that may name passages."""
        yield from ((name, getattr(self, name)) for name in ("teaches", "shows", "cannot"))
        yield from ((_inside(item) + ".says", item.says) for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Above:
    """What stands in the file above the cards: nothing."""


Cards = Mapping[str, Card]
"""From a card's id to the card."""


def sources_borne_on(card: Card, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources that have a passage on which the card bears."""
    return tuple(
        source for source in sources.values() if any(one.id in card.bears for one in source.passages)
    )


def later_than(item: CardItem, sources: Collection[Source]) -> tuple[Source, ...]:
    """Those of `sources` that could not know of the item: what they can speak for ends before it begins."""
    return tuple(
        source for source in sources if item.date > source.as_of and not covers(source.as_of, item.date)
    )


def load_cards(
    file: Path, sources: Sources, references: Collection[str] | None, faults: Faults
) -> Cards | None:
    """The cards of a file, with every mistake in `faults`; None where some cannot be used.

    No file, no cards.  `references` is None where the bibliography cannot be read.
    """
    if not file.is_file():
        return {}
    table = read_toml(file, faults)
    if table is None:
        return None
    entries = table.pop("cards", None)
    structure(_Above, table, file, "", faults, beside=("cards",))
    if not isinstance(entries, list) or not entries:
        faults.add(file, "cards", "there are no cards", "add at least one [[cards]] table")
        return None
    read = [_card(entry, number, file, faults) for number, entry in enumerate(entries)]
    seen: set[str] = set()
    for card in (one for one in read if one is not None):
        add_unwritten(card, f"cards.{card.id}", file, faults)
        for where, problem, remedy in (
            *_id_faults(card, seen),
            *_place_faults(card, sources, references),
            *(fault for item in card.items for fault in _date_faults(item, card, sources)),
        ):
            faults.add(file, f"cards.{card.id}.{where}".rstrip("."), problem, remedy)
    return None if None in read else {card.id: card for card in read if card is not None}


def _card(entry: Any, number: int, file: Path, faults: Faults) -> Card | None:
    held = entry.get("id") if isinstance(entry, dict) else None
    where = f"cards.{held}" if isinstance(held, str) and held else f"cards[{number}]"
    card: Card | None = structure(Card, entry, file, where, faults)
    return card


_Found = tuple[str, str, str]
"""Path inside the card, problem, remedy."""


def _id_faults(card: Card, seen: set[str]) -> Iterator[_Found]:
    """Ids that cannot be cited, or stand twice.  `seen` are those so far."""
    if not BARE.fullmatch(card.id):
        yield "", f"{card.id!r} is not an id", BARE_REMEDY
    for place, name in (("", card.id), *((_inside(item), item.id) for item in card.items)):
        if name.casefold() in seen:
            yield place, "the id stands twice", "give each card and each item its own id"
        seen.add(name.casefold())
    for item in card.items:
        if not re.fullmatch(rf"{re.escape(card.id)}[1-9]\d*", item.id):
            yield _inside(item), "the id is not that of its card", f"call it {card.id} and a number"


def _place_faults(card: Card, sources: Sources, references: Collection[str] | None) -> Iterator[_Found]:
    """Passages and references that are missing or do not exist."""
    known = sources.library.passages
    if not card.bears:
        yield "bears", "it bears on no passage", "name the passages beside which it stands"
    for name in (one for one in card.bears if one not in known):
        near = one_of(nearest_id(name, known)) or "the id of a passage"
        yield "bears", f"there is no passage {name!r}", f"use {near}"
    for place, text in card.texts:
        for problem, remedy in citation_faults(text, known):
            yield place, problem, remedy
    if not card.items:
        yield "items", "there are no items", "add at least one [[cards.items]] table"
    for item in card.items:
        if not item.cite:
            yield f"{_inside(item)}.cite", "no work is cited", "name where it can be found"
        for key in item.cite:
            if references is not None and key not in references:
                yield f"{_inside(item)}.cite", f"there is no reference {key!r}", "add it to references.bib"


def _date_faults(item: CardItem, card: Card, sources: Sources) -> Iterator[_Found]:
    """Dates that are none, an end before its beginning, hindsight that is not marked or is none."""
    place = _inside(item)
    dates = {name: text for name, text in (("date", item.date), ("end", item.end)) if text.strip()}
    bad = [name for name, text in dates.items() if read_date(text) != text]
    for name in bad:
        yield f"{place}.{name}", f"{dates[name]!r} is not a date", "write it like 2006, 2006-10 or 2006-10-09"
    if bad or "date" not in dates:
        return
    if item.end and item.end <= item.date:
        yield f"{place}.end", "it ends no later than it begins", "mend one of the dates, or delete the end"
    borne_on = sources_borne_on(card, sources.by_id)
    if not {passage.id for source in borne_on for passage in source.passages}.issuperset(card.bears):
        return  # what cannot be read, or does not exist, has been told
    late = later_than(item, borne_on)
    if bool(late) != item.after:
        said = f"it is later than {one_of(one.id for one in late)}" if late else "it is later than no source"
        yield f"{place}.after", f"{said} on which the card bears", f"write {str(bool(late)).lower()}"
