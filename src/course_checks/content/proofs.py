"""Whether a key names what proves it, and says something to every slip."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from course_checks.content.errors import Faults
from course_checks.content.messages import LONGEST, citation_faults, message_faults
from course_checks.content.sources import Source
from course_checks.content.whens import near_passage, passage_id_faults, when_faults
from course_checks.core.library import Library
from course_checks.core.part import Passages, Quotation
from course_checks.core.quotation import Broken, Elsewhere, TooLong, TooShort, Verdict, Verified, verify
from course_checks.core.text import count_words, one_of, plain, shown
from course_checks.exercise import Because, Item, ItemKey, parts_of
from course_checks.validators import Kind, load

_FORMS = ("passage", "silent", "card", "cite")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a proof may point to.  What could not be read, and has been told, is not asked for again."""

    sources: Mapping[str, Source]
    library: Library
    unindexed: Collection[str] = ()
    """Passages whose words cannot be told, because their index cannot be used."""
    cards: Collection[str] | None = ()
    """None where their file cannot be used."""
    references: Collection[str] | None = ()
    """None where their file cannot be used."""


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
    for name, text in (("why", key.why), ("differ", key.differ)):
        for problem, remedy in citation_faults(text, shelf.library.passages):
            faults.add(file, f"{item.id}.{name}", problem, remedy)
    _check_model(item, key, shelf, file, faults)
    _check_slips(item, key, shelf, file, faults)


def _proof_faults(because: Because, shelf: Shelf) -> list[tuple[str, str]]:
    forms = [form for form in _FORMS if getattr(because, form)]
    if len(forms) != 1:
        return [
            (f"a proof has one of {one_of(_FORMS)}, this has {' and '.join(forms) or 'none'}", "make it one")
        ]
    found = [*citation_faults(because.why, shelf.library.passages)]
    if not because.why.strip():
        found.append(("the proof has no why", "say what it proves"))
    if because.quote and not because.passage:
        found.append(("a quotation belongs to a passage", "name the passage, or delete the quotation"))
    if because.names and not because.silent:
        found.append(("names belong to a silence", "say in silent which sources lack them, or delete them"))
    match because:
        case Because(passage=passage, quote=quote) if passage:
            found += _passage_faults(passage, quote, shelf)
        case Because(silent=silent, names=names) if silent:
            found += _silence_faults(silent, names, shelf)
        case Because(card=card) if card and shelf.cards is not None and card not in shelf.cards:
            found.append((f"there is no card {card!r}", "add it to outside.toml"))
        case Because(cite=cite) if cite and shelf.references is not None and cite not in shelf.references:
            found.append((f"there is no reference {cite!r}", "add it to references.bib"))
        case _:
            pass
    return found


def _passage_faults(passage: str, quote: str, shelf: Shelf) -> list[tuple[str, str]]:
    index = shelf.library.index
    if passage not in index:
        return [(f"there is no passage {passage!r}", f"use {near_passage(passage, shelf.library)}")]
    if not quote or passage in shelf.unindexed:
        return []
    reason = why_not_verified(verify(quote, passage, index), passage)
    remedy = "quote words that stand in a row there"
    return [(f"“{shown(quote)}” is not verified: {reason}", remedy)] if reason else []


def _silence_faults(silent: tuple[str, ...], names: tuple[str, ...], shelf: Shelf) -> list[tuple[str, str]]:
    found = [] if names else [("a silence names nothing", "list under names what is not there")]
    for source_id in silent:
        source = shelf.sources.get(source_id)
        if source is None:
            # A source that cannot be used has been told in its own file.
            if source_id not in shelf.library.source_of.values():
                known = one_of(shelf.sources) or "the id of a source"
                found.append((f"there is no source {source_id!r}", f"use {known}"))
            continue
        spoken = [name for name in names if source.mentions(name)]
        found += [
            (f"{source_id} does name {name!r}", "check the silence, or the list of names") for name in spoken
        ]
    return found


def _check_model(item: Item, key: ItemKey, shelf: Shelf, file: Path, faults: Faults) -> None:
    """Every passage that the key accepts is one, spelt as it is; words quoted from it stand there."""
    kind = load(item.kind)
    try:
        model, also = kind.model(item.ask, key.accept), kind.also(item.ask, key.accept)
    except (KeyError, IndexError):
        return  # the kind has already named what is missing
    for part in parts_of(item):
        if not isinstance(part.domain, Passages):
            continue
        for value in (*filter(None, (model.get(part.id),)), *also.get(part.id, ())):
            for problem, remedy in passage_id_faults(value, part.domain, shelf.library):
                faults.add(file, f"{item.id}.{part.id}", problem, remedy)
    _check_quotation(item, model, shelf, file, faults)


def _check_quotation(item: Item, model: Mapping[str, str], shelf: Shelf, file: Path, faults: Faults) -> None:
    """The words of the model response stand in the passage that it names."""
    parts = parts_of(item)
    named = [model.get(part.id, "") for part in parts if isinstance(part.domain, Passages)]
    quoted = [part.id for part in parts if isinstance(part.domain, Quotation) and part.id in model]
    for part_id, passage in zip(quoted, named, strict=False):
        if passage in shelf.library.index:
            for problem, remedy in _passage_faults(passage, model[part_id], shelf):
                faults.add(file, f"{item.id}.{part_id}", problem, remedy)


def _check_slips(item: Item, key: ItemKey, shelf: Shelf, file: Path, faults: Faults) -> None:
    kind = load(item.kind)
    parts = {part.id: part for part in parts_of(item)}
    own = kind.own_slips(item.ask)
    for number, rule in enumerate(key.slips):
        where = f"{item.id}.slips.{rule.id}"
        if rule.id in (other.id for other in key.slips[:number]):
            faults.add(file, where, "the id stands twice", "give each slip its own id")
        if not rule.when and rule.id not in own:
            faults.add(
                file,
                where,
                "nothing reaches this slip",
                "add when = { PART = [...] }" + (f", or use {one_of(own)}" if own else ""),
            )
        if rule.when and rule.id in own:
            faults.add(
                file,
                where,
                f"the kind recognises {rule.id!r} by itself",
                "delete its when, or give it another id",
            )
        for part_id, values in rule.when.items():
            for problem, remedy in when_faults(part_id, values, parts, shelf.library):
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
