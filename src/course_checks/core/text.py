"""Text as people type it: one way to fold it, show it and find what was nearly meant."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SHOWN_LENGTH = 60
SHORT = 120
"""Texts of so many characters, such as names and options, are met again and again: their words are kept."""
_ABBREVIATION = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b(?:\.(?!\w))?")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_COUNTED = re.compile(r"[^\W_]\S*")
_MARKUP = re.compile(r"\{[a-z:-]+\}`([^`]*?)(?:\s+<[^`>]*>)?`|\[([^\]]*)\]\([^)]*\)")
_LOOKALIKES = str.maketrans("АВЕЅЗКМНОРСТХаеорсухѕіΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABES3KMHOPCTXaeopcyxsiABEZHIKMNOPTYXo")
"""Cyrillic and Greek letters that look Latin."""
_HIDDEN = {"Cf", "Cc", "Co", "Cs"}
_ACCENTS = {"Mn", "Me"}
_PHRASES = dict.fromkeys((0xFDFA, 0xFDFB), " ")
"""Signs that unfold into whole sentences: a file of them would be read eighteen times over."""
MOST_GUESSED = 200
MOST_OF_AN_ID = 30
"""Letters beyond which nothing near is sought."""
_APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u2018\u02bc"), "'")


def fold(text: str) -> str:
    """`text` in compatibility form, lower-cased, without accents or invisible characters.

    Curly apostrophes become straight.  Quotation marks, dashes and spaces are left to `words`.
    """
    if text.isascii() and text.isprintable():
        return text.lower()
    return unicodedata.normalize("NFKC", "".join(map(_folded, text)))


@lru_cache(maxsize=4096)
def _folded(mark: str) -> str:
    """What one character folds to, accents gone: no sign is folded by what stands beside it."""
    # Twice: some signs, such as the trade mark, are capitals only once they are taken apart.
    lowered = unicodedata.normalize("NFKD", mark.translate(_PHRASES)).casefold()
    straight = unicodedata.normalize("NFKD", lowered).translate(_APOSTROPHES)
    return "".join(one for one in straight if _is_seen(one) and unicodedata.category(one) not in _ACCENTS)


@lru_cache(maxsize=4096)
def _is_seen(mark: str) -> bool:
    """Whether a character leaves a trace on the page: white space does, a variation selector does not."""
    return mark.isspace() or not (unicodedata.category(mark) in _HIDDEN or "\ufe00" <= mark <= "\ufe0f")


def is_blank(text: str) -> bool:
    """Whether nothing of `text` can be seen."""
    return not text.strip() or not any(_is_seen(mark) and not mark.isspace() for mark in text)


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, folded.

    Hyphens and dashes part words; a possessive counts as its name (`China's` is `china`); `U.S.` is one
    word, `us`.
    """
    return _short_words(text) if len(text) <= SHORT else _words(text)


@lru_cache(maxsize=4096)
def _short_words(text: str) -> tuple[str, ...]:
    return _words(text)


def _words(text: str) -> tuple[str, ...]:
    joined = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), fold(text))
    return tuple(word.removesuffix("'s") for word in _WORD.findall(joined))


def squeeze(text: str) -> str:
    """`text` folded to its words with one space between: for comparing short answers."""
    return " ".join(words(text))


def plain(text: str) -> str:
    """MyST `text` as it is read aloud: roles, links and emphasis give their words."""
    bare = _MARKUP.sub(lambda found: found[1] if found[1] is not None else found[2], text)
    return " ".join(re.sub(r"(?<!\w)[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}(?!\w)|`", "", bare).split())


def shown(text: str, length: int = SHOWN_LENGTH) -> str:
    """`text` on one line, at most `length` characters, with nothing in it that a terminal obeys."""
    start = text[: 20 * length]  # enough to fill the line, however much of it is white space
    if not start.isprintable():
        start = "".join(mark if unicodedata.category(mark)[0] != "C" else " " for mark in start)
    line = " ".join(start.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def nearest(given: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to two of `known` that `given` may have meant, the likeliest first."""
    if len(given) > MOST_GUESSED:
        return ()
    by_folded = {squeeze(name): name for name in known}
    from difflib import get_close_matches

    wanted = squeeze(given)
    found = get_close_matches(wanted, tuple(by_folded), n=2, cutoff=0.5) if wanted else ()
    return tuple(by_folded[name] for name in found)


def nearest_id(given: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to two ids that `given` may have meant: its letters in another order, its beginning, or nearly it."""
    if len(given) > MOST_OF_AN_ID:
        return ()
    listed = tuple(known)
    meant = unmask(given).strip().upper()
    swapped = [name for name in listed if sorted(name.upper()) == sorted(meant)]
    begun = sorted((name for name in listed if meant.startswith(name.upper())), key=len, reverse=True)[:1]
    close = [] if swapped or begun else [*nearest(given, listed)]
    return tuple(dict.fromkeys([*begun, *swapped, *close]))[:2]


def unmask(text: str) -> str:
    """`text` in compatibility form, without what cannot be seen, letters that only look Latin made Latin."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(_is_seen, unicodedata.normalize("NFKC", text.translate(_PHRASES)))).translate(
        _LOOKALIKES
    )


def one_of(names: Iterable[str]) -> str:
    """`a, b or c`."""
    listed = tuple(names)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} or {listed[-1]}"


def count_words(text: str) -> int:
    """How many words a person would count in `text`: runs without white space that hold a letter or digit."""
    return len(_COUNTED.findall(text))
