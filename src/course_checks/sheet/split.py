"""One line of a sheet: the name it starts with, however that is written, and what is left for the value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from course_checks.sheet.layout import EXERCISE
from course_checks.sheet.names import LONGEST_NAME, Named, Names

_SIGN = re.compile("[=＝:：]")
_MORE_SIGNS = re.compile(r"[ \t]*[=＝:：>]+")
_MOST_SIGNS = 3
_MOST_STATEMENTS = 16
_BULLET = re.compile(r"\s*((?:[-*+•·–—>]|\d{1,3}[.)])+)\s*(?=\S)")
_NO_SIGN = re.compile(r"\s*([^\s\"'“”‘’]+)(?:\s+([^\s\"'“”‘’]+))?")
_UNKNOWN = re.compile(r"[\w .\"'-]{1,60}")
_UNKNOWN_COLON = re.compile(r"[\w-]+\.[\w-]+")
_CLOSED = re.compile(r"""\s*(?:"(?:[^"\\]|\\.)*+"|'[^']*+')[\s,;]*(?=[^\s,;#])""")
_IN_BRACKETS = re.compile(r"\[{1,2}[\w .-]*\]{1,2}|\[{1,2}[\w.-]+|[\w.-]+\]{1,2}")
_DRESSING = re.compile(r"(?:`{3,}|~{3,})[ \t]*\w*|[-=*_~ ]{3,}|[\"'“”„‟″＂‘’]+")

Sorts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A name and what is said of it."""

    name: str
    """As on the sheet, or as typed where it is unknown."""
    known: bool
    rest: str
    repairs: Sorts = ()
    whole: bool = False
    """Whether item and part are both named."""


def statements(line: str, names: Names, heading: str) -> Iterator[Statement]:
    """The statements on one line: none, one, or several where a line end was lost."""
    found = _statement(line, names, heading)
    for _ in range(_MOST_STATEMENTS):
        if found is None:
            return
        several = not found.rest.lstrip().startswith(('"""', "'''"))
        closed = _CLOSED.match(found.rest) if several else None
        following = _signed(found.rest[closed.end() :], names, heading) if closed else None
        if closed is None or following is None or not following.whole:
            break
        yield replace(found, rest=closed[0].rstrip(" \t,;"), repairs=(*found.repairs, ("two", "")))
        found = following
    if found is not None:
        yield found


def begins(line: str, names: Names, heading: str) -> str:
    """The name of the sheet that `line` begins with, if a sign follows; empty if none does.

    A part without its item counts only with an equals sign: with a colon it is likelier to be prose.
    """
    found = _signed(line, names, heading) or _bulleted(line, names, heading)
    if found is None:
        return ""
    equals = all(sort != "sign" for sort, _ in found.repairs)
    return found.name if equals or found.whole else ""


def heading_of(line: str, names: Names) -> tuple[str, str] | None:
    """The heading that `line` is, and the item it names (empty if none); None if it is no heading."""
    bare = line.split("#", 1)[0].strip()
    if len(bare) > LONGEST_NAME or not bare:
        return None
    if bare[-1] in "=＝:：":
        item = names.item(bare)
        return (bare, item) if item else None
    if bare[0] != "[" and bare[-1] != "]":
        return None
    item = names.item(bare) if not set(bare) & set("=:,") else ""
    return (bare, item) if item or (_IN_BRACKETS.fullmatch(bare) and bare.strip("[] ")) else None


def dressing(bare: str) -> bool:
    """Whether a line only dresses a text: a fence, a rule, or quotes that belong to nothing."""
    return bool(_DRESSING.fullmatch(bare))


def unknown(line: str) -> Statement | None:
    """A statement whose name is not on the sheet; None if the line is no statement."""
    for sign, allowed in (("=", _UNKNOWN), (":", _UNKNOWN_COLON)):
        key, found, rest = line.partition(sign)
        if found and allowed.fullmatch(key.strip()):
            return Statement(name=key.strip(), known=False, rest=rest)
    return None


def _statement(line: str, names: Names, heading: str) -> Statement | None:
    signed = _signed(line, names, heading)
    if signed and all(sort != "name" for sort, _ in signed.repairs):
        return signed
    return _bulleted(line, names, heading) or signed or _unsigned(line, names, heading)


def _bulleted(line: str, names: Names, heading: str) -> Statement | None:
    found = _BULLET.match(line)
    signed = _signed(line[found.end() :], names, heading) if found else None
    if found is None or signed is None:
        return None
    return replace(signed, repairs=(("bullet", found[1]), *signed.repairs))


def _candidates(line: str, names: Names, heading: str) -> Iterator[tuple[re.Match[str], Named]]:
    """The names that may begin `line`, each up to one of its first signs."""
    for count, sign in enumerate(_SIGN.finditer(line)):
        if count == _MOST_SIGNS:
            return
        if named := names.find(line[: sign.start()], heading):
            yield sign, named


def _signed(line: str, names: Names, heading: str) -> Statement | None:
    """A known name with an equals sign, or what was typed for one."""
    best = None
    for candidate in _candidates(line, names, heading):
        best = candidate if candidate[1].whole else best or candidate
        if candidate[1].whole:
            break
    if best is None:
        return None
    sign, named = best
    key = line[: sign.start()]
    repairs: list[tuple[str, str]] = []
    if not key.isascii() and any(mark.isspace() for mark in key if not mark.isascii()):
        repairs.append(("space", ""))
        named = names.find(" ".join(key.split()), heading) or named
    if not named.as_typed:
        repairs.append(("name", key.strip()))
    rest = line[sign.end() :]
    more = _MORE_SIGNS.match(rest)
    signs = sign[0] + (more[0].strip() if more else "")
    if signs != "=":
        repairs.append(("sign", signs))
    return Statement(
        name=named.name,
        known=True,
        rest=rest[more.end() if more else 0 :],
        repairs=tuple(repairs),
        whole=named.whole,
    )


def _unsigned(line: str, names: Names, heading: str) -> Statement | None:
    """A whole name with no sign behind it: `Z5.chain "..."`, `Z5 chain ...`."""
    found = _NO_SIGN.match(line)
    if found is None:
        return None
    for end in (found.end(1), found.end(2)):
        named = names.find(line[:end], heading) if end > 0 else None
        rest = line[end:] if end > 0 else ""
        if named and named.whole and named.name != EXERCISE and (rest.strip() or named.as_typed):
            typed = () if named.as_typed else (("name", line[:end].strip()),)
            return Statement(
                name=named.name, known=True, rest=rest, repairs=(*typed, ("no-equals", named.name))
            )
    return None
