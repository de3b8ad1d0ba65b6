"""Making a blank answer sheet: a text file that invites an answer and holds every blank, empty.

Notes are kept to ASCII where they can be, so that an editor that saves in an older encoding does not
spoil a sheet on which the learner typed nothing unusual.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from course_checks.core.part import LONG, Links, Options, Prose, describe
from course_checks.core.text import one_of, plain
from course_checks.sheet.layout import Block, Field, Layout

WIDTH = 78
"""Columns of a note, `# ` included."""
_ASCII = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        "…": "...",
        "·": "-",
        "→": "->",
        "≤": "<=",
        "≥": ">=",
    }
)
_FENCE = re.compile(r"(?:`{3,}|:{3,})(?:\{passage\}[ \t]*(\S+))?")
_FENCE_OPTION = re.compile(r":[\w-]+:")
_OPENING = re.compile(r"(?:[-*+]|\d+[.)])\s+|#{1,6}\s+")


def blank_sheet(layout: Layout) -> str:
    """The sheet of an exercise with every blank empty: TOML, lines parted by LF."""
    lines = [*_header(layout)]
    for number, block in enumerate(layout.blocks, 1):
        lines += ["", "", *_block(block, f"{number} of {len(layout.blocks)}")]
    return "\n".join(lines) + "\n"


def _header(layout: Layout) -> Iterator[str]:
    yield from _note(layout.title)
    yield from _note(f"About {layout.minutes} {'minute' if layout.minutes == 1 else 'minutes'}.")
    yield "#"
    yield from _note("Type only between the quotes; lines that start with # are notes.")
    yield from _note("Leave empty what you cannot answer yet, and come back to it whenever you like.")
    yield from _note("Save this file, then check it, as often as you like, with")
    yield f"#     course-checks check {layout.exercise_id}"
    if layout.intro.strip():
        yield "#"
        yield from _paragraphs(layout.intro)
    yield ""
    yield f'exercise = "{layout.exercise_id}"'


def _block(block: Block, place: str) -> Iterator[str]:
    head = f"# ---- {place}: {block.item_id} "
    yield head + "-" * (WIDTH - len(head))
    yield "#"
    yield from _paragraphs(block.prompt)
    for number, group in enumerate(_groups(block.fields)):
        yield "" if number else "#"
        yield from _alone(group[0]) if len(group) == 1 else _together(group, block.kind)


def _groups(fields: tuple[Field, ...]) -> Iterator[tuple[Field, ...]]:
    """Neighbours that take the same values stand under one note; prose always stands alone."""

    def same(numbered: tuple[int, Field]) -> tuple[object, int]:
        number, field = numbered
        return field.part.domain, number if isinstance(field.part.domain, LONG) else -1

    for _, group in groupby(enumerate(fields), key=same):
        yield tuple(field for _, field in group)


def _alone(field: Field) -> Iterator[str]:
    """A blank with its label and its legal values above it."""
    label, domain = _clean(plain(field.part.label)), field.part.domain
    match domain:
        case Options() if _told_apart(domain):
            yield from _note(f"{label.rstrip('.:')}: type {one_of(domain.ids)}".lstrip(": "))
            yield from _choices(domain)
        case Options():
            yield from _note(f"{label}  {describe(domain)}".strip())
        case Prose() | Links():
            least = f", at least {domain.words}" if isinstance(domain, Prose) and domain.words else ""
            told = f"{describe(domain)}{least}; type between the two rows of quotes"
            yield from _note(f"{label} ({told})" if label else _sentence(told))
        case _:
            yield from _note(f"{label} ({describe(domain)})" if label else _sentence(describe(domain)))
    yield from _blank(field)


def _together(fields: tuple[Field, ...], kind: str) -> Iterator[str]:
    """Blanks that share their legal values: the values once, then each blank with its label."""
    match fields[0].part.domain:
        case Options() as domain if _told_apart(domain):
            yield from _note("In each line, type one of these:")
            yield from _choices(domain)
        case domain:
            yield from _note(f"In each line:  {describe(domain)}")
    if kind == "order":
        yield from _note('1 is the earliest; the same number twice means "cannot say which".')
    empty = [f'{field.name} = ""' for field in fields]
    labels = [_clean(plain(field.part.label)).replace('"', "'") for field in fields]
    column = max(map(len, empty)) + 3
    if all(column + len(label) + 2 <= WIDTH for label in labels):
        yield ""
        yield from (
            f"{one:{column}}# {label}" if label else one for one, label in zip(empty, labels, strict=True)
        )
        return
    for one, label in zip(empty, labels, strict=True):
        yield ""
        yield from _note(label)
        yield one


def _blank(field: Field) -> Iterator[str]:
    if isinstance(field.part.domain, LONG):
        yield f'{field.name} = """'
        yield '"""'
    else:
        yield f'{field.name} = ""'


def _told_apart(domain: Options) -> bool:
    """Whether some option has a text of its own beside its id."""
    return any(_clean(plain(option.text)) != option.id for option in domain.options)


def _choices(domain: Options) -> Iterator[str]:
    """One option a line, its id and its text."""
    column = max(map(len, domain.ids))
    for option in domain.options:
        text = _clean(plain(option.text))
        start = f"{option.id:{column}}   "
        yield from _note(
            start + ("" if text == option.id else text), first="   ", later=" " * (3 + len(start))
        )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paragraphs(myst: str) -> Iterator[str]:
    """MyST as notes: its paragraphs and list items, an empty note between paragraphs."""
    found: list[tuple[str, bool]] = []
    """Each text, and whether it stands apart from the one before."""
    apart = False
    for line in _unfenced(myst):
        if not line:
            apart = True
        elif found and not apart and not _OPENING.match(line):
            found[-1] = (f"{found[-1][0]} {line}", found[-1][1])
        else:
            found.append((line, apart and bool(found)))
            apart = False
    for text, begins in found:
        if begins:
            yield "#"
        opening = _OPENING.match(text)
        bullet = opening[0] if opening and not opening[0].startswith("#") else ""
        yield from _note(bullet + plain(text[opening.end() if opening else 0 :]), later=" " * len(bullet))


def _unfenced(myst: str) -> Iterator[str]:
    """The lines of MyST; for a fence its passage, if it shows one, between empty lines, without options."""
    below_fence = False
    for line in map(str.strip, myst.splitlines()):
        fence = _FENCE.match(line)
        if fence:
            yield from ("", f"(Passage {fence[1]}.)" if fence[1] else "", "")
        elif not (below_fence and _FENCE_OPTION.match(line)):
            yield line
        below_fence = fence is not None or (below_fence and _FENCE_OPTION.match(line) is not None)


def _note(text: str, first: str = "", later: str = "") -> Iterator[str]:
    """`text` as lines that start with `#`, none longer than `WIDTH` unless a word is."""
    cleaned = _clean(text) if not first else text
    for line in wrap(
        cleaned,
        WIDTH - 2,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    ):
        yield f"# {line}".rstrip()


def _clean(text: str) -> str:
    """`text` without what a note cannot hold, in ASCII where there is a common way to write it so."""
    shown = "".join(mark if unicodedata.category(mark)[0] != "C" else " " for mark in text.translate(_ASCII))
    return re.sub(r"[^\S ]", " ", shown).strip()
