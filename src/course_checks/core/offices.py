"""What the offices of parties say to a package, each sentence with what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from course_checks.core.package import Issue, Line, Package, Party, Stand, nearest_with, signatories
from course_checks.core.text import plain


@lru_cache(maxsize=16)
def named(issues: tuple[Issue, ...]) -> Mapping[str, str]:
    """From each option to its words, with those of its issue: `Pressure: no pressure`."""
    return {
        line: f"{plain(issue.text)}: {plain(option.text)}"
        for issue in issues
        for line, option in zip(issue.lines, issue.options, strict=True)
    }


def answer(stand: Stand, package: Package, names: Mapping[str, str]) -> str:
    """Whether a party can sign a whole package: what keeps it from that, or else what it has gained.

    `names` gives the words of options.
    """
    office = stand.party.office
    said = [f"{names[line.option]}. {line.say} {_tags(line)}" for line in stand.crossed]
    said += [f"{need.say} {_tags(*need.options)}" for need in stand.unmet]
    if said:
        return f"{office} cannot sign. {' '.join(said)}"
    found = [line for need in stand.party.needs for line in need.options if line.option in package]
    gains = dict.fromkeys(f"{names[line.option]} {_tags(line)}" for line in found)
    return f"{office} can sign. It gets: {'; '.join(gains)}." if gains else f"{office} can sign."


def _tags(*lines: Line) -> str:
    """What lines rest on, in brackets, each once."""
    return f"[{', '.join(dict.fromkeys(source for line in lines for source in line.sources))}]"


def changes(
    issues: tuple[Issue, ...], parties: tuple[Party, ...], package: Package, signing: Sequence[str]
) -> Iterator[str]:
    """For each party that does not sign: which change of the package wins it, and which parties that costs."""
    offices, names = {party.id: party.office for party in parties}, named(issues)
    won: dict[Package, list[str]] = {}
    for party, office in offices.items():
        nearest = None if party in signing else nearest_with(issues, parties, package, party)
        if nearest is not None:
            won.setdefault(nearest, []).append(office)
    for other, winners in won.items():
        changed = [names[new] for old, new in zip(package, other, strict=True) if new != old]
        then = signatories(parties, other)
        lost = [offices[party] for party in signing if party not in then]
        how = "One change wins" if len(changed) == 1 else f"It takes {len(changed)} changes to win"
        yield (
            f"{how} {all_of(winners)}. {'; '.join(changed)}. It costs {all_of(lost) or 'nobody'}:"
            f" {len(then)} of {len(parties)} could sign."
        )


def all_of(names: Sequence[str]) -> str:
    """`a, b and c`."""
    *most, last = names or ("",)
    return f"{', '.join(most)} and {last}" if most else last
