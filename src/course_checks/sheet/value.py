"""What stands after the equals sign: read to the letter where it is well formed, kindly where it is not.

Well formed means what TOML 1.0 means by a string; then the text is the one that TOML says.
"""

import re
from dataclasses import dataclass, replace

from course_checks.sheet import say

DOUBLES = '"“”„‟″＂«»「」『』'
SINGLES = "‘’‚‛`´"
_OUTER = DOUBLES + " \t"
_STRICT = re.compile(r"""(?:"((?:[^"\\]|\\.)*+)"|'([^']*+)')[ \t]*(?:\#.*)?""", re.VERBOSE)
_LISTED = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^,"'\[\]]+))""")
_LIST_OF_QUOTED = re.compile(r'"[^"]*"(?:[ \t]*,[ \t]*"[^"]*")+[ \t]*,?')
_NOTE = re.compile(r"\s#")
_ESCAPE = re.compile(
    r"""\\(?:
        ([btnfr"\\])
        | u([0-9A-Fa-f]{4})
        | U([0-9A-Fa-f]{8})
        | ([ \t]*\n[ \t\n]*)
        | .?)""",
    re.VERBOSE | re.DOTALL,
)
_SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_FIRST_SURROGATE, _LAST_SURROGATE, _LAST_CODE = 0xD800, 0xDFFF, 0x10FFFF
_TRIPLE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What was read, and how kindly."""

    text: str
    repairs: tuple[tuple[str, str], ...] = ()
    """Sorts of repair, each with what it was about."""
    open: bool = False
    """Whether nothing ended it, so that it may run on in the next line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why it was not read."""

    say: str
    line: int = 0
    """The line it is about, where that is not the line of the name."""
    at: int = 0
    """Where it stands in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """Three quotes: the text goes on until three more."""

    quotes: str


def read_value(rest: str, *, prose: bool) -> Text | Trouble | Opens:
    """What `rest`, the line after its equals sign, gives.  In prose, brackets and `#` are text."""
    body = rest.strip()
    odd = (("space", ""),) if body != rest.strip(" \t") else ()
    if quotes := _opening(body):
        return Opens(quotes=quotes)
    cut = body if prose else _without_note(body)
    for candidate in dict.fromkeys((body, body.rstrip(" ,;."), cut.rstrip(" ,;."))):
        if (found := strict(candidate)) is not None:
            return _with(found, *odd, *_tail(body, candidate))
    if not body or body.startswith("#"):
        return Text(text="", repairs=(*odd, ("blank", "")))
    found = _other(cut, prose=prose)
    return _with(found, *odd)


def strict(body: str) -> Text | Trouble | None:
    """The text of a well-formed string on one line, a note after it allowed; None if it is not one."""
    found = _STRICT.fullmatch(body)
    if found is None:
        return None
    return Text(text=found[2]) if found[1] is None else unescaped(found[1])


def unescaped(text: str) -> Text | Trouble:
    """`text` with each backslash read as TOML reads it; Trouble where it has no meaning."""
    odd: list[str] = []

    def meant(found: re.Match[str]) -> str:
        short, four, eight, joined = found.groups()
        if short:
            if short in "btnfr":
                odd.append(found[0])
            return _SHORT[short]
        if joined is not None:
            return ""
        code = int(four or eight or "-1", 16)
        if code < 0 or code > _LAST_CODE or _FIRST_SURROGATE <= code <= _LAST_SURROGATE:
            raise _NoMeaningError(found.start())
        odd.append(found[0])
        return chr(code)

    if "\\" not in text:
        return Text(text=text)
    try:
        read = _ESCAPE.sub(meant, text)
    except _NoMeaningError as error:
        return Trouble(say=say.BACKSLASH, at=error.at)
    return Text(text=read, repairs=(("escape", odd[0]),) if odd else ())


class _NoMeaningError(Exception):
    """A backslash before something that has no meaning with it."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def _with(value: Text | Trouble, *repairs: tuple[str, str]) -> Text | Trouble:
    return replace(value, repairs=(*value.repairs, *repairs)) if isinstance(value, Text) else value


def _opening(body: str) -> str:
    """The three quotes that `body` starts with; empty if it does not."""
    start = body[:_TRIPLE]
    if start in {'"""', "'''"}:
        return start
    curly = len(start) == _TRIPLE and all(mark in DOUBLES for mark in start) and strict(body) is None
    return start if curly else ""


def _without_note(body: str) -> str:
    found = _NOTE.search(body)
    return body[: found.start()].rstrip() if found else body


def _tail(body: str, kept: str) -> tuple[tuple[str, str], ...]:
    """The repair that tells of what stood between the closing quote and a note."""
    dropped = body[len(kept) :].strip()
    sign = dropped[:1]
    return (("tail", sign),) if sign and sign in ",;." else ()


def _other(body: str, *, prose: bool) -> Text | Trouble:
    """A value that is not well formed."""
    if body.startswith("{") and not prose:
        return Trouble(say=say.BRACES)
    if (body.startswith("[") and not prose) or _LIST_OF_QUOTED.fullmatch(body):
        return _list(body)
    if body.startswith("'"):
        return _apostrophes(body)
    if body[0] in SINGLES:
        core = body[1:-1] if len(body) > 1 and body[-1] in SINGLES else body[1:]
        return Text(text=core, repairs=(("curly", core),))
    return _ragged(body, prose=prose)


def _list(body: str) -> Text | Trouble:
    """The members of a list, with commas."""
    if body.count("[") > 1:
        return Trouble(say=say.NESTED)
    inner = body.removeprefix("[")
    inner = inner[: inner.rfind("]")] if "]" in inner else inner
    for mark in DOUBLES:
        inner = inner.replace(mark, '"')
    members = ("".join(found.groups("")).strip() for found in _LISTED.finditer(inner))
    text = ", ".join(member for member in members if member)
    return Text(text=text, repairs=(("list" if text else "blank", text),))


def _apostrophes(body: str) -> Text | Trouble:
    """A value that starts with a single quote and does not end well."""
    if "'" in body[1:]:
        return Trouble(say=say.APOSTROPHE)
    core = body[1:].strip()
    return Text(text=core, repairs=(("end-quote", core),), open=True)


def _ragged(body: str, *, prose: bool) -> Text | Trouble:
    """A value whose double quotes are missing, curly, or too many."""
    starts, ends = body[0] in DOUBLES, body[-1] in DOUBLES
    if not starts and not ends:
        core = body.rstrip(",;").rstrip()
        return Text(text=core, repairs=(("no-quotes", core),), open=prose)
    if body.startswith('"') and "\\" in body:
        return Trouble(say=say.BACKSLASH)
    core = body.strip(_OUTER)
    if any(mark in DOUBLES for mark in core):
        return Trouble(say=say.INNER_QUOTES)
    closed = len(body) > 1 and ends
    return Text(
        text=core,
        repairs=((_sort(body, core, starts=starts, ends=closed), core),),
        open=starts and not closed,
    )


def _sort(body: str, core: str, *, starts: bool, ends: bool) -> str:
    """Which repair a ragged value needed."""
    if body.strip('"') != body.strip(DOUBLES):
        return "curly"
    if not core:
        return "blank"
    if starts and ends:
        return "doubled"
    if body.startswith('""') or body.endswith('""'):
        return "beside"
    return "end-quote" if starts else "start-quote"
