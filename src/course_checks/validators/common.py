"""What several kinds share: plain values in, plain values out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from course_checks.core.library import Library
from course_checks.core.outcome import Mark, Slip
from course_checks.core.part import SILENT, Option
from course_checks.core.text import plain, squeeze
from course_checks.validators import Fault, Given

_POINTS = (Fraction(0), Fraction(1))


def shows_value(part: str, value: str, given: Given) -> bool:
    """Whether `given` has `value` at `part`: the same option, the passage among those named, or "-" for none."""
    held = given.get(part)
    if isinstance(held, tuple):
        return value in held if held else value == SILENT
    return held is not None and value == str(held)


def nothing_on_form(_ask: object, _given: Given, _library: Library) -> tuple[str, ...]:
    """The `on_form` of a kind whose answers are of the right form as soon as they can be read."""
    return ()


def nothing_ticked(_ask: object) -> None:
    """The `everything` of a kind in which nothing is ticked."""
    return


def nothing_beside(_ask: object, _accept: object) -> Mapping[str, tuple[str, ...]]:
    """The `also` of a kind of whose parts none takes a listed value beside the model's."""
    return {}


def none_forced(_ask: object, _accept: object) -> tuple[tuple[str, str], ...]:
    """The `wants_slips` of a kind in which it is for the author to know what is confused."""
    return ()


def marked(part: str, given: Given, *, right: bool) -> Mark:
    """A mark of 1 or 0 at a part; one that is left blank is not right."""
    return Mark(part=part, score=_POINTS[right and part in given], empty=part not in given)


def beside_the_model(accepted: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """What is accepted at each part after the first, which is the model's; parts without any left out."""
    return {part: values[1:] for part, values in accepted.items() if values[1:]}


def alias_faults(aliases: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> Iterator[Fault]:
    """A fault for each spelling that says nothing, or stands for two names; `names` may have no aliases."""
    listed = {squeeze(name): name for name in names}
    meant = {spelling: name for spelling, name in listed.items() if name not in aliases}
    for name, others in aliases.items():
        for spelling in (name, *others):
            other = meant.setdefault(squeeze(spelling), name)
            if not squeeze(spelling):
                yield (f"aliases.{name}", f"{spelling!r} has no letter", "write the name")
            elif other != name:
                yield (f"aliases.{name}", f"{spelling!r} stands for {other!r} too", "keep it for one of them")


@lru_cache(maxsize=256)
def texts(options: tuple[Option, ...]) -> Mapping[str, str]:
    """From the id of each option to its text as it is read aloud."""
    return {option.id: plain(option.text) for option in options}


def slips_at(places: Mapping[str, Iterable[str]]) -> tuple[Slip, ...]:
    """A slip for each name at whose parts there are any, in this order."""
    found = {name: tuple(parts) for name, parts in places.items()}
    return tuple(Slip(id=name, parts=parts) for name, parts in found.items() if parts)


def look_again(names: Iterable[str]) -> str:
    """A hint at these places; empty for none."""
    listed = "; ".join(names)
    return f"Look again at: {listed}." if listed else ""


def few(path: str, listed: Collection[object], fewest: int, what: str) -> tuple[Fault, ...]:
    """A fault if less than `fewest`, two or three, are listed of `what` there must be, such as "option"."""
    told = (path, f"{len(listed)} {what}", f"give at least {'two' if fewest == 2 else 'three'}")
    return (told,) if len(listed) < fewest else ()


def all_accepted(path: str, known: Iterable[str], accepted: Iterable[str], what: str) -> tuple[Fault, ...]:
    """A fault if each of `known`, every `what` there is, is among those accepted."""
    listed = set(known)
    told = (path, f"every {what} is accepted", "leave at least one that is not")
    return (told,) if listed and listed <= set(accepted) else ()


def doubled(path: str, ids: Iterable[str]) -> tuple[Fault, ...]:
    """A fault for each id that stands twice; what a learner types has no case, so ids have none."""
    seen: set[str] = set()
    faults: list[Fault] = []
    for name in ids:
        if name.casefold() in seen:
            faults.append((path, f"the id {name!r} stands twice", "give each its own id"))
        seen.add(name.casefold())
    return tuple(faults)


def unknown(
    path: str, names: Iterable[str], known: Iterable[str], what: str = "in the exercise"
) -> tuple[Fault, ...]:
    """A fault for each name that is not among `known`: that it is not `what`, such as "a verdict"."""
    listed = tuple(known)
    return tuple(
        (path, f"{name!r} is not {what}", f"use {', '.join(listed)}") for name in names if name not in listed
    )
