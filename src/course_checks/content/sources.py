"""Sources: the texts that the course reads, their passages in our words, and their quotation indexes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from course_checks.content.errors import Faults
from course_checks.content.strict import read_toml, structure
from course_checks.core.library import Index, Library
from course_checks.core.quotation import Verified, digests_of, from_hex, to_hex, verify
from course_checks.core.text import squeeze, words

PassageKind = Literal[
    "furniture",
    "heading",
    "pointer",
    "fact",
    "label",
    "cause",
    "judgement",
    "perception",
    "forecast",
    "advice",
]
PropositionKind = Literal["fact", "label", "cause", "judgement", "perception", "forecast", "advice"]
CHAIN_SIGN = " > "
OUTSIDE = "outside.toml"
INDEX_ENDING = ".index.json"
INDEX_VERSION = 1
FEWEST_QUOTABLE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person, state, body or place that a source names, as it spells it, with its other spellings."""

    name: str
    also: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    """Spellings that the source does not use and readers do; they are not looked for in its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One thing that a passage says."""

    id: str
    says: str
    """In our words, hedges and voice kept."""
    chain: str
    """Who says it, from the page inward: "writer > newspaper > unnamed"."""
    kinds: tuple[PropositionKind, ...]
    locator: str
    """A few of the source's words, by which the place is found."""
    hedge: str = ""
    """The words that limit it; empty where nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A numbered sentence of a source, or a piece of its page's furniture."""

    id: str
    kind: PassageKind
    paraphrase: str
    chains: tuple[str, ...]
    propositions: tuple[Proposition, ...] = ()

    @property
    def furniture(self) -> bool:
        """Whether it belongs to the website and not to the text."""
        return self.kind == "furniture"

    @property
    def hedges(self) -> tuple[str, ...]:
        """The words that limit what it says."""
        return tuple(dict.fromkeys(one.hedge for one in self.propositions if one.hedge))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text that the course reads."""

    id: str
    short: str
    """What running text calls it."""
    title: str
    maker: str
    date: str
    as_of: str
    """The date it can speak for (ISO, of any precision)."""
    genre: str
    rights: str
    address: str
    bib: str
    """Its key in references.bib."""
    names: tuple[Name, ...]
    passages: tuple[Passage, ...]
    loaded: tuple[str, ...] = ()
    """Words with which it judges: the course puts them between quotation marks."""

    def mentions(self, name: str) -> bool:
        """Whether `name` is one of the names of the source, in any spelling, or stands inside one of them."""
        wanted = f" {' '.join(words(name))} "
        forms = (form for held in self.names for form in (held.name, *held.also, *held.elsewhere))
        return any(wanted in f" {' '.join(words(form))} " for form in forms)

    @property
    def aliases(self) -> Mapping[str, str]:
        """From every spelling of its names, squeezed, to the name."""
        return {
            squeeze(form): held.name
            for held in self.names
            for form in (held.name, *held.also, *held.elsewhere)
        }


def read_sources(folder: Path, faults: Faults) -> Mapping[Path, Source | None]:
    """Every source of `folder` by its file; None for one that cannot be used.  outside.toml holds cards."""
    found: dict[Path, Source | None] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name == OUTSIDE:
            continue
        table = read_toml(file, faults)
        source = None if table is None else structure(Source, table, file, "", faults)
        if source is not None and source.id != file.stem:
            faults.add(file, "id", f"{source.id!r} is not the file's name", f"call it {file.stem!r}")
        found[file] = source
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The sources of a course, and what a check knows of them."""

    by_id: Mapping[str, Source]
    library: Library
    unindexed: frozenset[str]
    """Passages whose words cannot be told, because their index cannot be used."""


def load_sources(folder: Path, faults: Faults) -> Sources:
    """Every source of `folder` (ID.toml with ID.index.json).  Mistakes go to `faults`.

    The passages of a source that cannot be used are in the library all the same, so that what rests on
    them is not told as a mistake too.
    """
    index: dict[str, tuple[bytes, ...]] = {}
    source_of: dict[str, str] = {}
    unindexed: set[str] = set()
    aliases: dict[str, str] = {}
    propositions: set[str] = set()
    sources = read_sources(folder, faults)
    for file, source in sources.items():
        digests = _read_index(file.with_name(file.stem + INDEX_ENDING), source, faults)
        for passage in digests if source is None else (passage.id for passage in source.passages):
            if passage in index:
                faults.add(file, f"passages.{passage}", "the id stands twice", "give each passage its own id")
            index[passage] = digests.get(passage, ())
            source_of[passage] = file.stem
            unindexed |= {passage} - digests.keys()
        if source is not None:
            _check_source(source, file, digests, propositions, faults)
            _add_names(source, file, aliases, faults)
    for file in sorted(folder.glob(f"*{INDEX_ENDING}")):
        stem = file.name.removesuffix(INDEX_ENDING)
        if file.with_name(f"{stem}.toml") not in sources:
            faults.add(file, "", f"there is no source {stem!r}", f"write {stem}.toml, or delete the index")
    return Sources(
        by_id={source.id: source for source in sources.values() if source is not None},
        library=Library(index=index, source_of=source_of, aliases=aliases),
        unindexed=frozenset(unindexed),
    )


def _read_index(file: Path, source: Source | None, faults: Faults) -> Index:
    """The digests of a source's passages; what is missing or foreign is a fault, if the source is known."""
    remedy = "make it with course-checks index"
    name = file.name.removesuffix(INDEX_ENDING)
    try:
        held: Any = json.loads(file.read_text(encoding="utf-8"))
        version, of, names = held["index"], held["source"], held["names"]
        digests = {str(passage): from_hex(line) for passage, line in held["passages"].items()}
    except FileNotFoundError:
        faults.add(file, "", "the index is missing", remedy)
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        faults.add(file, "", "it is not an index", remedy)
        return {}
    if (version, of) != (INDEX_VERSION, name):
        faults.add(file, "", f"it is index {version} of {of!r}", remedy)
    if source is not None and names != source.aliases:
        faults.add(file, "names", f"they are not the names of {name}.toml", remedy)
    wanted = [passage.id for passage in source.passages] if source else list(digests)
    for missing in (passage for passage in wanted if passage not in digests):
        faults.add(file, missing, "the passage is not in the index", remedy)
    for foreign in (passage for passage in digests if passage not in wanted):
        remedy = f"add it to {name}.toml, or make the index again"
        faults.add(file, foreign, "the source has no such passage", remedy)
    return digests


def _check_source(source: Source, file: Path, index: Index, seen: set[str], faults: Faults) -> None:
    """Ids once each, chains of voices, locators that stand in their passage.  `seen` are the propositions so far."""
    for passage in source.passages:
        if not passage.chains:
            faults.add(
                file, f"passages.{passage.id}.chains", "nobody speaks", "name the voices from the page inward"
            )
        for one in passage.propositions:
            where = f"passages.{passage.id}.{one.id}"
            if one.id in seen:
                faults.add(file, where, "the id stands twice", "give each proposition its own id")
            seen.add(one.id)
            if one.chain not in passage.chains:
                faults.add(
                    file,
                    f"{where}.chain",
                    f"{one.chain!r} is not a chain of {passage.id}",
                    "add it to chains",
                )
            quotable = passage.id in index and len(words(one.locator)) >= FEWEST_QUOTABLE
            if quotable and not isinstance(verify(one.locator, passage.id, index), Verified):
                remedy = "copy words that stand in a row there, or make the index again"
                faults.add(file, f"{where}.locator", f"{one.locator!r} is not in {passage.id}", remedy)


def _add_names(source: Source, file: Path, aliases: dict[str, str], faults: Faults) -> None:
    """The spellings of a source's names go to `aliases`; one that already stands for another name is a fault."""
    forms = [(form, held.name) for held in source.names for form in (held.name, *held.also, *held.elsewhere)]
    for form, name in forms:
        other = aliases.setdefault(squeeze(form), name)
        if other != name:
            faults.add(
                file, f"names.{form}", f"it stands for {other!r} and for {name!r}", "keep it for one of them"
            )


def index_text(source: Source, texts: Mapping[str, str]) -> str:
    """The index file of a source, made from its names and the texts of its passages."""
    passages = {passage.id: to_hex(digests_of(texts[passage.id])) for passage in source.passages}
    held = {"index": INDEX_VERSION, "source": source.id, "names": source.aliases, "passages": passages}
    return json.dumps(held, indent=1) + "\n"


def check_texts(
    sources: Mapping[Path, Source | None], texts: Mapping[str, str], given: Path, faults: Faults
) -> None:
    """Every passage has a text, every text a passage; every name and every loaded word is in its source's text."""
    known = {file: source for file, source in sources.items() if source is not None}
    wanted = [passage.id for source in known.values() for passage in source.passages]
    for missing in (name for name in wanted if name not in texts):
        faults.add(given, missing, "the passage has no text", "add it")
    for foreign in (name for name in texts if name not in wanted and len(known) == len(sources)):
        faults.add(
            given, foreign, "no source has this passage", "add it to its source's file, or delete it here"
        )
    for file, source in known.items():
        said = " | ".join(" ".join(words(texts.get(passage.id, ""))) for passage in source.passages)
        remedy = "spell it as the source does, or delete it"
        for form in (form for name in source.names for form in (name.name, *name.also)):
            if f" {squeeze(form)} " not in f" {said} ":
                faults.add(file, f"names.{form}", "the texts do not name it", remedy)
        for word in source.loaded:
            if f" {squeeze(word)} " not in f" {said} ":
                faults.add(file, "loaded", f"the texts do not say {word!r}", remedy)
