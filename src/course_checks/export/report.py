"""The report beside an export: what became of each item, and what is lost, in the words of the code that loses it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from course_checks.export.model import Left, Question
from course_checks.export.text import bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item: what it became, and what is lost of it."""

    id: str
    kind: str
    title: str
    became: str
    """Empty for one that is left out."""
    lost: tuple[str, ...] = ()
    """A phrase each; for one that is left out, the reason alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an export did."""

    format: str
    """The name of the format."""
    system: str
    """The system that it is for, in words."""
    files: Mapping[str, str]
    """From each file to what it is."""
    always: tuple[str, ...]
    """What the format loses of every item."""
    again: str
    """What the system does with a second import."""
    entries: tuple[Entry, ...]
    own: tuple[str, ...] = ()
    """Exercises from folders of the instructor's own, whose keys the files hold."""

    @property
    def left(self) -> tuple[Entry, ...]:
        """The items that are left out."""
        return tuple(entry for entry in self.entries if not entry.became)

    @property
    def made(self) -> tuple[Entry, ...]:
        """The items that are in the files."""
        return tuple(entry for entry in self.entries if entry.became)


def entry_of(question: Question | Left, became: str, lost: Iterable[str]) -> Entry:
    """The entry of one item."""
    public = question.exercise.public
    why = (question.why,) if isinstance(question, Left) else tuple(lost)
    return Entry(id=question.id, kind=question.item.kind, title=bare(public.title), became=became, lost=why)


def keys_warning(report: Report) -> str:
    """That the files hold keys, and whose."""
    if not report.own:
        return "The files hold the keys. Those of this course are open: they are published with the site."
    held = ", ".join(report.own)
    return f"The files hold the keys, and some are your own: {held}. Give these files to nobody who is to be tested."


def counted(report: Report) -> tuple[tuple[str, str, int], ...]:
    """(kind, what it became, how often), in the order of the alphabet; left out is empty."""
    counts = Counter((entry.kind, entry.became) for entry in report.entries)
    return tuple((kind, became, count) for (kind, became), count in sorted(counts.items()))


def lost_of_how_many(report: Report) -> tuple[tuple[str, int], ...]:
    """(what is lost, of how many items), the most frequent first: of each phrase what stands before its colon."""
    found = (phrase.partition(": ")[0] for entry in report.made for phrase in entry.lost)
    return tuple(sorted(Counter(found).items(), key=lambda one: (-one[1], one[0])))


def report_text(report: Report) -> str:
    """The report as Markdown."""
    total = len(report.made)
    kinds = [f"| {kind} | {became or 'left out'} | {count} |" for kind, became, count in counted(report)]
    some = [f"- {what}: {count} of {total} items" for what, count in lost_of_how_many(report)]
    left = [f"- **{entry.id}** ({entry.kind}): {'; '.join(entry.lost)}." for entry in report.left]
    files = [f"- `{name}`: {what}" for name, what in report.files.items()]
    return "\n".join(
        (
            f"# Export: {report.format}",
            "",
            f"For {report.system}. {total} of {len(report.entries)} items are in it.",
            "",
            keys_warning(report),
            "",
            *_section("Files", files),
            *_section("A second import", [report.again]),
            *_section("What is lost of every item", [f"- {phrase}" for phrase in report.always]),
            *_section("What is lost of some", some),
            *_section("What each kind became", ["| Kind | Became | Items |", "|---|---|---|", *kinds]),
            *_section("Left out", left),
            *_section("Item by item", [line for entry in report.made for line in _item(entry)]),
        )
    )


def _section(title: str, lines: list[str]) -> list[str]:
    """A heading with what stands under it; nothing where there is nothing."""
    return [f"## {title}", "", *lines, ""] if lines else []


def _item(entry: Entry) -> list[str]:
    lost = [f"  - lost: {phrase}" for phrase in entry.lost] or ["  - nothing is lost beyond that"]
    return [f"- **{entry.id}** {entry.title} ({entry.kind}): {entry.became}", *lost]
