"""One line of a sheet: the name it starts with, however that is written, and what is left for the value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from course_checks.sheet.names import EXERCISE, LONGEST_NAME, Named, Names

_SIGN = re.compile("[=＝:：]")
_MOST_SIGNS = 3
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


def statements(line: str, names: Names, heading: str) -> Iterator[Statement]:
    """The statements on one line: none, one, or several where a line end was lost."""
    found = _statement(line, names, heading)
    while found is not None:
        closed = _CLOSED.match(found.rest) if found.known and not found.rest.lstrip().startswith(('"""', "'''")) else None
        after = found.rest[closed.end() :] if closed else ""
        following = _signed(after, names, heading) if after else None
        if closed is None or following is None or not _whole(after, names, heading):
            yield found
            return
        yield replace(found, rest=closed[0].rstrip(" \t,;"), repairs=(*found.repairs, ("two", "")))
        found = following


def begins(line: str, names: Names, heading: str) -> str:
    """The name of the sheet that `line` begins with, if a sign follows; empty if none does.

    A part without its item counts only with an equals sign: with a colon it is likelier to be prose.
    """
    found = _signed(line, names, heading) or _bulleted(line, names, heading)
    if found is None:
        return ""
    equals = all(sort != "sign" for sort, _ in found.repairs)
    return found.name if equals or _whole(line, names, heading) else ""


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
    signed = _signed(line, names, heading) or _bulleted(line, names, heading)
    return signed or _unsigned(line, names, heading)


def _bulleted(line: str, names: Names, heading: str) -> Statement | None:
    found = _BULLET.match(line)
    signed = _signed(line[found.end() :], names, heading) if found else None
    if found is None or signed is None:
        return None
    return replace(signed, repairs=(("bullet", found[1]), *signed.repairs))


def _whole(line: str, names: Names, heading: str) -> bool:
    """Whether a whole name begins the line."""
    return any(named.whole for _, named in _candidates(line, names, heading))


def _candidates(line: str, names: Names, heading: str) -> Iterator[tuple[re.Match[str], Named]]:
    """The names that may begin `line`, each up to one of its first signs."""
    for count, sign in enumerate(_SIGN.finditer(line)):
        if count == _MOST_SIGNS:
            return
        if named := names.find(line[: sign.start()], heading):
            yield sign, named


def _signed(line: str, names: Names, heading: str) -> Statement | None:
    """A known name with an equals sign, or what was typed for one."""
    found = tuple(_candidates(line, names, heading))
    best = next((pair for pair in found if pair[1].whole), found[0] if found else None)
    if best is None:
        return None
    sign, named = best
    key = line[: sign.start()]
    repairs: list[tuple[str, str]] = []
    if any(mark.isspace() and mark not in " \t" for mark in key):
        repairs.append(("space", ""))
        named = names.find(" ".join(key.split()), heading) or named
    if not named.as_typed:
        repairs.append(("name", key.strip()))
    if sign[0] != "=":
        repairs.append(("sign", sign[0]))
    return Statement(name=named.name, known=True, rest=line[sign.end() :], repairs=tuple(repairs))


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
            return Statement(name=named.name, known=True, rest=rest, repairs=(*typed, ("no-equals", named.name)))
    return None
