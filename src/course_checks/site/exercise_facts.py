"""What is known of every exercise of the course: where it stands, what it trains, how it is checked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from course_checks.content.course import Course
from course_checks.core.part import Prose
from course_checks.exercise import Honesty, PublicExercise, parts_of
from course_checks.site.concordance import Link
from course_checks.site.exercises import HONESTY
from course_checks.site.passages import PassageDomain

OUTCOME, MINUTES, CHECKING = BY = ("outcome", "minutes", "checking")
"""What exercises can be grouped by."""
LENGTHS = {
    "up to 5 minutes": range(6),
    "6 to 10 minutes": range(6, 11),
    "11 to 20 minutes": range(11, 21),
    "more than 20 minutes": range(21, 10_000),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the index says of one exercise."""

    id: str
    title: str
    place: Link
    """Where it stands; without a page where it stands on none."""
    unit: Link
    outcomes: tuple[str, ...]
    kinds: tuple[str, ...]
    minutes: int
    checking: tuple[tuple[Honesty, int], ...]
    """What the machine can judge, with the number of items."""
    written: bool
    """Whether text of one's own is asked for besides what is scored."""

    @property
    def ways(self) -> set[Honesty]:
        """What the machine can judge."""
        return {word for word, _ in self.checking}

    @property
    def checked(self) -> str:
        """How it is checked, in words."""
        alone = len(self.checking) == 1
        said = [HONESTY[word] + ("" if alone else f" ({count})") for word, count in self.checking]
        return "; ".join([*said, *(["of your own text, only the form"] if self.written else [])])


def entries_of(course: Course, domain: PassageDomain) -> list[Entry]:
    """Every exercise, unit by unit."""
    ordered = sorted(course.exercises, key=lambda name: (course.exercises[name].public.unit, name))
    return [entry_of(course.exercises[name].public, domain) for name in ordered]


def entry_of(public: PublicExercise, domain: PassageDomain) -> Entry:
    """What the index says of an exercise."""
    homes = {record.id: page for page, record in domain.units.items()}
    home = homes.get(public.unit, "")
    counted = Counter(item.honesty for item in public.items)
    judged = [item for item in public.items if item.honesty in ("auto", "keyed")]
    return Entry(
        id=public.id,
        title=public.title,
        place=_place(public, domain),
        unit=Link(text=f"Unit {domain.units[home].number}" if home else public.unit, docname=home),
        outcomes=public.outcomes,
        kinds=tuple(dict.fromkeys(item.kind for item in public.items)),
        minutes=public.minutes,
        checking=tuple((word, counted[word]) for word in HONESTY if counted[word]),
        written=any(isinstance(part.domain, Prose) for item in judged for part in parts_of(item)),
    )


def _place(public: PublicExercise, domain: PassageDomain) -> Link:
    """In its own unit if it stands there, else in another, else elsewhere; the whole of it before a part."""
    places = []
    for page, shown in domain.shown.items():
        unit = domain.units.get(page)
        for number, one in enumerate(shown):
            if one.exercise == public.id:
                own = unit is not None and unit.id == public.unit
                places.append((not own, unit is None, one.item != "", page, number, one.anchor))
    if not places:
        return Link(text=public.title)
    *_, page, _, anchor = min(places)
    return Link(text=public.title, docname=page, anchor=anchor)


def groups_of(
    entries: Sequence[Entry], by: str, said: Mapping[str, str]
) -> Iterator[tuple[str, list[Entry]]]:
    """The exercises in groups that are not empty; `said` has the words for outcomes."""
    for called, group in _groups(entries, by, said):
        if group:
            yield called, group


def _groups(entries: Sequence[Entry], by: str, said: Mapping[str, str]) -> Iterator[tuple[str, list[Entry]]]:
    if by == OUTCOME:
        for name in sorted({outcome for entry in entries for outcome in entry.outcomes}):
            called = f"{name}: {said[name]}" if name in said else name
            yield called, [entry for entry in entries if name in entry.outcomes]
    elif by == MINUTES:
        for called, length in LENGTHS.items():
            yield called, [entry for entry in entries if entry.minutes in length]
    else:
        read = [entry for entry in entries if {"form", "human"} & entry.ways]
        ruled = [entry for entry in entries if entry.ways == {"auto"}]
        yield HONESTY["auto"], ruled
        yield (
            f"{HONESTY['keyed']}, in whole or in part",
            [entry for entry in entries if entry not in read and entry not in ruled],
        )
        yield "with a text that a person reads", read
