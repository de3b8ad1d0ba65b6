"""Reading what a learner typed into a part: kindly, and in one place for each domain."""

import re

from course_checks.core.library import Library
from course_checks.core.outcome import Problem
from course_checks.core.part import (
    LONG,
    DateEntry,
    Domain,
    Entry,
    Links,
    Names,
    Number,
    Options,
    Part,
    Passages,
    Prose,
    Quotation,
    Value,
)
from course_checks.core.text import (
    count_words,
    is_blank,
    nearest,
    one_of,
    plain,
    shown,
    squeeze,
    unmask,
    words,
)

_SYNONYMS = {
    "yes": {"y", "true", "x", "1", "✓", "✔", "ja", "yep"},
    "no": {"n", "false", "0", "✗", "nope"},
    "guess": {"1", "guessing", "a guess"},
    "fairly sure": {"2", "fairly", "sure"},
    "certain": {"3", "very sure"},
    "consistent": {"c", "fits", "+"},
    "inconsistent": {"i", "contradicts"},
    "nothing": {"n", "says nothing", "0"},
    "cannot tell": {"?", "can't tell"},
}
MOST_COPIED = 0.6
"""The share of a reason that may be one run of a passage's words."""
_DASHES = {"-", "–", "—", "−", "--"}
_SILENT = {"silent", "none", "nothing", "no passage"}
_EXAMPLES = {
    "year": "Type a year, such as 1905.",
    "month": "Type a month and a year, such as May 1905.",
    "day": "Type a day, such as 9 May 1905.",
}
LONGEST = 600
"""Characters that are looked at in an answer of one line; the sign of omission keeps more from being legal."""
_NUMERALS = {
    word: str(number)
    for number, word in enumerate(
        "none one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_NUMBER = re.compile(r"[+-]?\d+")
_BETWEEN_PASSAGES = re.compile(r"[\s,;+&/\[\]()\"'“”‘’]+|\b(?:and|passages?)\b", re.IGNORECASE)
_PARTED = re.compile(r"\b([^\W\d_]{1,3})\s+(\d+)\b")
"""What may be one passage number with a space in it."""


def read(part: Part, raw: str, library: Library) -> Value | Problem | None:
    """The value that `raw` gives to `part`; None if it is blank; a Problem if it cannot be read.

    A dash alone is a blank, too: “I skip this”.  Where a source can be silent it means that.
    """
    text = raw.strip()
    if is_blank(raw) or (text in _DASHES and not getattr(part.domain, "silent", False)):
        return None
    if len(text) > LONGEST and not isinstance(part.domain, LONG):
        text = f"{text[:LONGEST]}…"
    value = _read(part.domain, text, library)
    if isinstance(value, Problem):
        return Problem(say=value.say, field=part.id, read=shown(raw))
    return value


def _read(domain: Domain, text: str, library: Library) -> Value | Problem:
    match domain:
        case Options():
            return _option(domain, text)
        case Passages():
            return _passages(domain, text, library)
        case Number():
            return _number(domain, text)
        case DateEntry():
            return _date(domain, text)
        case Names():
            return _names(domain, text)
        case Links():
            return _links(domain, text)
        case Entry():
            return _entry(domain, text)
        case Quotation() | Prose():
            return text


def _option(domain: Options, text: str) -> str | Problem:
    """The option meant: by its id, its text, either with a stop or bracket behind it, or a synonym."""
    bare = unmask(text).strip().casefold().strip("\"'“”‘’ ")
    trimmed = bare.rstrip(".): ").lstrip("( ") or bare
    # Ids before anything else: whatever other options are called, an id means its own.
    by_id = {option.id.casefold(): option.id for option in domain.options}
    if bare in by_id or trimmed in by_id:
        return by_id.get(bare) or by_id[trimmed]
    squeezed = squeeze(text)
    for option in domain.options:
        names = {plain(option.text).casefold(), *_SYNONYMS.get(option.id, ())}
        if {bare, trimmed} & names or (
            squeezed and squeezed in {squeeze(option.id), squeeze(plain(option.text))}
        ):
            return option.id
    tokens = re.findall(r"[^\W_]+", trimmed)
    several = [option.id for option in domain.options if option.id.casefold() in tokens]
    if len(several) > 1:
        return Problem(say=f"This gives {one_of(several)}. Choose one and delete the others.")
    names_of = {plain(option.text): option.id for option in domain.options} | {
        name: name for name in domain.ids
    }
    close = {names_of[name]: shown(name) for name in reversed(nearest(text, names_of))}
    guess = f" Did you mean {one_of(reversed(close.values()))}?" if close else ""
    return Problem(say=f"“{shown(text)}” is not one of the choices. Type {one_of(domain.ids)}.{guess}")


def _passages(domain: Passages, text: str, library: Library) -> tuple[str, ...] | Problem:
    """The passages meant, each once, as many as the part takes."""
    if domain.silent and (text in _DASHES or squeeze(text) in _SILENT):
        return ()
    found = []
    letters = {passage.rstrip("0123456789").upper() for passage in library.index}
    joined = _PARTED.sub(
        lambda parted: parted[1] + parted[2] if unmask(parted[1]).upper() in letters else parted[0], text
    )
    for piece in filter(None, (piece.strip(".:") for piece in _BETWEEN_PASSAGES.split(joined))):
        passage = library.find(piece)
        if passage is None:
            close = library.near(piece)
            guess = f" Did you mean {one_of(close)}?" if close else f" {_example(library)}"
            return Problem(say=f"There is no passage “{shown(piece, 20)}”.{guess}")
        if domain.source and library.source_of.get(passage) != domain.source:
            return Problem(say=f"{passage} stands in the other source. Name a passage of the one asked for.")
        found.append(passage)
    unique = tuple(dict.fromkeys(found))
    if not unique:
        return Problem(
            say=f"“{shown(text, 20)}” names no passage. Type its number, as it stands on the page."
        )
    if len(unique) > domain.most:
        wanted = (
            "one passage: the one that decides"
            if domain.most == 1
            else f"at most {domain.most}: those that decide"
        )
        return Problem(say=f"This names {len(unique)} passages. Give {wanted} it.")
    return unique


def _example(library: Library) -> str:
    """What a passage number looks like, by the first one there is."""
    first = next(iter(library.passages), "")
    return f"A passage number looks like {first}." if first else "No passages are known here."


def _number(domain: Number, text: str) -> int | Problem:
    """The whole number meant."""
    bare = unmask(text).strip().rstrip(".):").strip()
    bare = _NUMERALS.get(bare.casefold(), bare)
    span = f"a whole number from {domain.low} to {domain.high}"
    if not _NUMBER.fullmatch(bare) or len(bare) > 6:
        return Problem(say=f"“{shown(text, 20)}” is not a number here. Type {span}.")
    value = int(bare)
    if not domain.low <= value <= domain.high:
        return Problem(say=f"{value} is out of range. Type {span}.")
    return value


def _date(domain: DateEntry, text: str) -> str | Problem:
    """The date meant, in ISO form, as exact as it was given."""
    from course_checks.core.dates import read_date

    return read_date(text) or Problem(
        say=f"“{shown(text, 30)}” is not read as a date. {_EXAMPLES[domain.precision]}"
    )


def _names(domain: Names, text: str) -> tuple[str, ...] | Problem:
    """The links of a chain, as typed."""
    from course_checks.core.chain import read_chain

    links = read_chain(text)
    if not links:
        return Problem(say="No name is read here. Type names and join them with >.")
    if len(links) > domain.most:
        return Problem(say=f"This chain has {len(links)} links. Give at most {domain.most}.")
    return links


def _links(domain: Links, text: str) -> tuple[str, ...] | Problem:
    """The links of a map, each once, or what is the matter with the first that cannot be read."""
    from course_checks.core.links import MOST_LINKS, Link, read_link

    lines = [line for line in re.split(r"[\n;]", text) if line.strip()] or [text]
    if len(lines) > MOST_LINKS:
        return Problem(say=f"These are {len(lines)} links. Give at most {MOST_LINKS}.")
    found: dict[str, None] = {}
    for line in lines:
        link = read_link(line, domain.nodes)
        if not isinstance(link, Link):
            return Problem(say=link)
        found[str(link)] = None
    return tuple(found)


def _entry(domain: Entry, text: str) -> str | Problem:
    """A short text, its white space squeezed."""
    if count_words(text) > domain.words:
        return Problem(say=f"These are {count_words(text)} words. Give at most {domain.words}.")
    return " ".join(text.split())


def prose_note(part: Part, text: str, library: Library) -> str:
    """What the form of a prose answer lacks, in words; empty if it will do.  Its content is not judged."""
    if not isinstance(part.domain, Prose):
        return ""
    count = count_words(text)
    if count < part.domain.words:
        return f"{count} words so far; write at least {part.domain.words}."
    from course_checks.core.quotation import longest_copy

    copied, passage = longest_copy(text, library)
    if copied > MOST_COPIED * len(words(text)):
        return f"Most of this stands in {passage}, in its words. Say it in your own."
    return ""
