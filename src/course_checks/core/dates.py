"""Dates as people write them, as exact as they are: a year, a month or a day."""

import re
from datetime import date

from course_checks.core.text import fold

PRECISIONS = ("year", "month", "day")
_MONTHS = "january february march april may june july august september october november december".split()
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_WORD = re.compile(r"[a-z]+|\d+")
_FILLERS = {"the", "of", "in", "on", "st", "nd", "rd", "th"}
_SHORTEST_MONTH = 3


def read_date(text: str) -> str | None:
    """The ISO form of a date: `2006`, `2006-10` or `2006-10-09`; None if no date, or no one date, is meant.

    Reads `9 October 2006`, `October 9, 2006`, `Oct 2006`, `2006` and ISO.  Dates in figures alone, such as
    9/10/2006, are not read: half the world would read another day.
    """
    folded = fold(text).strip().strip(".,;")
    if iso := _ISO.fullmatch(folded):
        return _checked(int(iso[1]), iso[2] and int(iso[2]), iso[3] and int(iso[3]))
    tokens = [token for token in _WORD.findall(folded) if token not in _FILLERS]
    months = [month for token in tokens if token.isalpha() for month in (_month(token),)]
    figures = [token for token in tokens if token.isdigit()]
    years = [int(figure) for figure in figures if len(figure) == 4]
    days = [int(figure) for figure in figures if len(figure) <= 2]
    if len(years) != 1 or len(months) > 1 or len(days) > 1 or len(years) + len(days) != len(figures):
        return None
    if not months:
        return None if days or None in months else _checked(years[0], None, None)
    return None if months[0] is None else _checked(years[0], months[0], days[0] if days else None)


def _month(token: str) -> int | None:
    fits = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(token)]
    return fits[0] if len(fits) == 1 and len(token) >= _SHORTEST_MONTH else None


def _checked(year: int, month: int | str | None, day: int | str | None) -> str | None:
    """The ISO form, if there is such a day."""
    try:
        date(year, 1 if month is None else int(month), 1 if day is None else int(day))
    except ValueError:
        return None
    numbers = (f"{year:04}", *(f"{int(one):02}" for one in (month, day) if one is not None))
    return "-".join(numbers)


def precision(iso: str) -> str:
    """`year`, `month` or `day`: how exact an ISO date is."""
    return PRECISIONS[iso.count("-")]


def covers(whole: str, iso: str) -> bool:
    """Whether the ISO date `iso` is `whole` or lies in it, as a day lies in its month."""
    return f"{iso}-".startswith(f"{whole}-")


def spoken(iso: str) -> str:
    """An ISO date as the course writes dates: `2006`, `October 2006` or `9 October 2006`."""
    year, *rest = iso.split("-")
    named = [_MONTHS[int(month) - 1].capitalize() for month in rest[:1]]
    return " ".join((*(str(int(day)) for day in rest[1:]), *named, year))
