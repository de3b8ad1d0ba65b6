"""Whether a key names what proves it, and says something to every slip."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from course_checks.content.errors import Faults
from course_checks.content.messages import LONGEST, message_faults
from course_checks.content.sources import Source
from course_checks.core.library import Library
from course_checks.core.outcome import Problem
from course_checks.core.part import Number, Options, Part, Passages, read
from course_checks.core.quotation import Broken, Elsewhere, TooLong, TooShort, Verdict, Verified, verify
from course_checks.core.text import count_words, one_of, plain, words
from course_checks.exercise import Because, Item, ItemKey, parts_of
from course_checks.validators import Kind, load

_FORMS = ("passage", "silent", "card", "cite")
_RELATION = re.compile(r"(?:before|with|after) \S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a proof may point to."""

    sources: Mapping[str, Source]
    library: Library
    cards: Collection[str] = ()
    references: Collection[str] = ()


def why_not_verified(verdict: Verdict, passage: str) -> str:
    """What keeps a quotation from being verified, in words; empty if it is verified."""
    match verdict:
        case Verified():
            return ""
        case TooShort():
            return "under three words can be cited, not quoted"
        case TooLong(count=count):
            return f"{count} words are more than proof needs"
        case Elsewhere(passages=passages):
            return f"the words stand in {one_of(passages)}, not in {passage}"
        case Broken(word=""):
            return f"no three of the words stand together in {passage}"
        case Broken(word=word):
            return f"the word {word!r} breaks the run in {passage}"


def check_key(item: Item, key: ItemKey, shelf: Shelf, file: Path, faults: Faults) -> None:
    """Every mistake in the proofs and messages of one item's key goes to `faults`."""
    if not key.because:
        faults.add(
            file,
            f"{item.id}.because",
            "nothing proves the key",
            "name a passage, a silence, a card or a reference",
        )
    for number, because in enumerate(key.because):
        where = f"{item.id}.because[{number}]"
        for problem, remedy in _proof_faults(because, shelf):
            faults.add(file, where, problem, remedy)
    if not key.why.strip():
        faults.add(file, f"{item.id}.why", "nothing is said after success", "say why the response is right")
    elif count_words(plain(key.why)) > LONGEST:
        faults.add(
            file, f"{item.id}.why", f"it has {count_words(plain(key.why))} words", f"say it in {LONGEST}"
        )
    _check_model(item, key, shelf, file, faults)
    _check_slips(item, key, shelf, file, faults)


def _proof_faults(because: Because, shelf: Shelf) -> list[tuple[str, str]]:
    forms = [form for form in _FORMS if getattr(because, form)]
    if len(forms) != 1:
        return [(f"a proof has one of {one_of(_FORMS)}, this has {one_of(forms) or 'none'}", "make it one")]
    found = []
    if not because.why.strip():
        found.append(("the proof has no why", "say what it proves"))
    match because:
        case Because(passage=passage, quote=quote) if passage:
            if passage not in shelf.library.index:
                found.append(
                    (
                        f"there is no passage {passage!r}",
                        f"use {one_of(shelf.library.near(passage)) or 'an id of a source'}",
                    )
                )
            elif quote and (reason := why_not_verified(verify(quote, passage, shelf.library.index), passage)):
                found.append(
                    (f"“{quote}” is not verified: {reason}", "quote words that stand in a row there")
                )
        case Because(silent=silent, names=names) if silent:
            found += _silence_faults(silent, names, shelf)
        case Because(card=card) if card and card not in shelf.cards:
            found.append((f"there is no card {card!r}", "add it to outside.toml"))
        case Because(cite=cite) if cite and cite not in shelf.references:
            found.append((f"there is no reference {cite!r}", "add it to references.bib"))
        case _:
            pass
    return found


def _silence_faults(silent: tuple[str, ...], names: tuple[str, ...], shelf: Shelf) -> list[tuple[str, str]]:
    found = [] if names else [("a silence names nothing", "list under names what is not there")]
    for source_id in silent:
        source = shelf.sources.get(source_id)
        if source is None:
            found.append((f"there is no source {source_id!r}", f"use {one_of(shelf.sources)}"))
            continue
        spoken = [name for name in names if " ".join(words(name)) in source.names_of()]
        found += [
            (f"{source_id} does name {name!r}", "check the silence, or the list of names") for name in spoken
        ]
    return found


def _check_model(item: Item, key: ItemKey, shelf: Shelf, file: Path, faults: Faults) -> None:
    """Whatever the key accepts can be read as a response."""
    kind = load(item.kind)
    parts = {part.id: part for part in parts_of(item)}
    try:
        accepted = {part: (value,) for part, value in kind.model(item.ask, key.accept).items()}
        also = kind.also(item.ask, key.accept)
    except (KeyError, IndexError):
        return  # the kind has already named what is missing
    for part_id, values in (*accepted.items(), *also.items()):
        for value in values if part_id in parts else ():
            if isinstance(problem := read(parts[part_id], value, shelf.library), Problem):
                faults.add(
                    file, f"{item.id}.{part_id}", f"the key cannot be read: {problem.say}", "mend the key"
                )


def _check_slips(item: Item, key: ItemKey, shelf: Shelf, file: Path, faults: Faults) -> None:
    kind = load(item.kind)
    parts = {part.id: part for part in parts_of(item)}
    own = kind.own_slips(item.ask)
    for rule in key.slips:
        where = f"{item.id}.slips.{rule.id}"
        if [other.id for other in key.slips].count(rule.id) > 1:
            faults.add(file, where, "the id stands twice", "give each slip its own id")
        if not rule.when and rule.id not in own:
            faults.add(
                file,
                where,
                "nothing reaches this slip",
                f'add when = {{ PART = ["value"] }}, or use {one_of(own) or "no such slip"}',
            )
        if rule.when and rule.id in own:
            faults.add(
                file,
                where,
                f"the kind recognises {rule.id!r} by itself",
                "delete its when, or give it another id",
            )
        for part_id, values in rule.when.items():
            for problem, remedy in _when_faults(part_id, values, parts):
                faults.add(file, f"{where}.when", problem, remedy)
        for problem, remedy in message_faults(rule.say, shelf.library.passages):
            faults.add(file, f"{where}.say", problem, remedy)
    for missing in (name for name in own if not key.message(name)):
        faults.add(
            file,
            f"{item.id}.slips",
            f"the kind recognises {missing!r} and the key has no message",
            "add a slip with that id and say",
        )
    for part_id, value in _unsaid(item, key, kind):
        at = f"{part_id} = {value}" if value else part_id
        faults.add(file, f"{item.id}.slips", f"no slip says what {at} misreads", "add a slip for it")


def _unsaid(item: Item, key: ItemKey, kind: Kind) -> list[tuple[str, str]]:
    """The (part, value) pairs that the kind wants a slip for and that have none."""
    said = {
        (part, value) for rule in key.slips for part, values in rule.when.items() for value in (*values, "")
    }
    return [pair for pair in kind.wants_slips(item.ask, key.accept) if pair not in said]


def _when_faults(part_id: str, values: tuple[str, ...], parts: Mapping[str, Part]) -> list[tuple[str, str]]:
    part = parts.get(part_id)
    if part is None:
        return [(f"there is no part {part_id!r}", f"use {one_of(parts)}")]
    match part.domain:
        case Options(ids=legal):
            return [
                (f"{value!r} is not a value of {part_id}", f"use {one_of(legal)}")
                for value in values
                if value not in legal
            ]
        case Number():
            return [
                (f"{value!r} is not a relation", "write before X, with X or after X")
                for value in values
                if not _RELATION.fullmatch(value) or value.split(" ")[1] not in parts
            ]
        case Passages():
            return []
        case _:
            return [(f"{part_id} is prose", "a slip cannot rest on it")]
