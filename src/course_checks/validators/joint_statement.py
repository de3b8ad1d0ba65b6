"""One option for each issue, so that as many parties as possible can sign (QTI has no such interaction).

A party signs if the statement has a line on every issue, no line crosses one of the party's red lines, and
each of its needs is met: at least `least` of the options it asks for stand.  Score: the share of parties
that can sign.  It is computed, not keyed: every statement that all can sign scores 1.  For a party that is
missing, all packages are searched for the nearest that it signs, and the parties which that costs are named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.package import (
    Issue,
    Line,
    Package,
    Party,
    all_packages,
    crossed,
    issue_of,
    nearest_with,
    party_faults,
    signatories,
    unmet,
)
from course_checks.core.part import Options, Part
from course_checks.core.text import plain
from course_checks.validators import Fault, Given
from course_checks.validators.common import doubled, shows_value, unknown

UNFINISHED, NOTHING_OFFENDS = "unfinished", "nothing-offends"
MOST_PACKAGES = 20_000
"""All of them are looked at."""

shows = shows_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: one option for each of `issues`.  What the parties refuse and ask for is public."""

    issues: tuple[Issue, ...]
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """The model, issue to option.  Every other statement that all can sign is accepted as well."""

    accepted: Mapping[str, str]


def parts(ask: Ask) -> tuple[Part, ...]:
    """One part an issue."""
    return tuple(
        Part(id=issue.id, domain=Options(options=issue.options), label=issue.text) for issue in ask.issues
    )


def _package(ask: Ask, given: Mapping[str, object]) -> Package:
    """The options chosen; fewer than the issues where some have no line yet."""
    return tuple(f"{issue.id}.{given[issue.id]}" for issue in ask.issues if issue.id in given)


def score(ask: Ask, _accept: Accept, given: Given, _library: Library = NO_LIBRARY) -> Scored:
    """The share of parties that can sign; nobody signs an unfinished statement."""
    package = _package(ask, given)
    missing = tuple(issue.id for issue in ask.issues if issue.id not in given)
    marks = tuple(_mark(issue.id, ask, package) for issue in ask.issues)
    if missing:
        tally = (
            f"{len(package)} of {len(ask.issues)} issues have a line. Nobody signs an unfinished statement."
        )
        slip = Slip(id=UNFINISHED, parts=missing)
        return Scored(score=Fraction(0), marks=marks, slips=(slip,), tally=tally)
    signing = signatories(ask.parties, package)
    polite = len(signing) < len(ask.parties) and not any(crossed(party, package) for party in ask.parties)
    thin = tuple(mark.part for mark in marks if mark.score != 1)
    answers = (_answer(party, ask, package) for party in ask.parties)
    return Scored(
        score=Fraction(len(signing), len(ask.parties)),
        marks=marks,
        slips=(Slip(id=NOTHING_OFFENDS, parts=thin),) if polite else (),
        tally=f"{len(signing)} of {len(ask.parties)} parties can sign.",
        details=(*answers, *_changes(ask, package, signing)),
    )


def _mark(issue: str, ask: Ask, package: Package) -> Mark:
    """0 for a line that somebody refuses, 1/2 where somebody still asks for another, else 1."""
    own = next((option for option in package if issue_of(option) == issue), None)
    if own is None:
        return Mark(part=issue, score=Fraction(0), empty=True)
    if any(line.option == own for party in ask.parties for line in crossed(party, package)):
        return Mark(part=issue, score=Fraction(0))
    asked = {line.option for party in ask.parties for need in unmet(party, package) for line in need.options}
    other = own not in asked and issue in map(issue_of, asked)
    return Mark(part=issue, score=Fraction(1, 2) if other else Fraction(1))


def _answer(party: Party, ask: Ask, package: Package) -> str:
    """What the party's office says to a whole statement, each sentence with what it rests on."""
    said = [f"{_text(ask, line.option)}. {line.say} {_tags(line)}" for line in crossed(party, package)]
    said += [f"{need.say} {_tags(*need.options)}" for need in unmet(party, package)]
    if said:
        return f"{party.office} cannot sign. {' '.join(said)}"
    found = [line for need in party.needs for line in need.options if line.option in package]
    gains = dict.fromkeys(f"{_text(ask, line.option)} {_tags(line)}" for line in found)
    return f"{party.office} can sign. {'; '.join(gains)}".rstrip()


def _tags(*lines: Line) -> str:
    """What lines rest on, in brackets, each once."""
    return f"[{', '.join(dict.fromkeys(source for line in lines for source in line.sources))}]"


def _text(ask: Ask, option: str) -> str:
    """An option with its issue: `Pressure: no pressure`."""
    issue = next(one for one in ask.issues if one.id == issue_of(option))
    return f"{plain(issue.text)}: {plain(issue.options[issue.lines.index(option)].text)}"


def _changes(ask: Ask, package: Package, signing: tuple[str, ...]) -> Iterator[str]:
    """Once half of the parties can sign: which change wins a missing one, and which parties it costs."""
    if 2 * len(signing) < len(ask.parties):
        return
    offices = {party.id: party.office for party in ask.parties}
    won: dict[Package, list[str]] = {}
    for party, office in offices.items():
        nearest = None if party in signing else nearest_with(ask.issues, ask.parties, package, party)
        if nearest is not None:
            won.setdefault(nearest, []).append(office)
    for other, winners in won.items():
        changes = [_text(ask, new) for old, new in zip(package, other, strict=True) if new != old]
        then = all_packages(ask.issues, ask.parties)[other]
        lost = [offices[party] for party in signing if party not in then]
        how = "One change wins" if len(changes) == 1 else f"It takes {len(changes)} changes to win"
        yield (
            f"{how} {_all_of(winners)}. {'; '.join(changes)}. It costs {_all_of(lost) or 'nobody'}:"
            f" {len(then)} of {len(ask.parties)} could sign."
        )


def _all_of(names: Sequence[str]) -> str:
    """`a, b and c`."""
    *most, last = names or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def model(_ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The model of the key."""
    return accept.accepted


def everything(_ask: Ask) -> None:
    """Nothing is ticked: each issue takes one option."""
    return


def also(_ask: Ask, _accept: Accept) -> Mapping[str, tuple[str, ...]]:
    """Nothing for a part alone: what may stand beside it depends on the other lines."""
    return {}


def accepts(ask: Ask, _accept: Accept, _part: str, given: Given) -> str:
    """Any statement that all parties can sign."""
    package = _package(ask, given)
    everybody = len(package) == len(ask.issues) and len(signatories(ask.parties, package)) == len(ask.parties)
    return f"all {len(ask.parties)} parties can still sign" if everybody else ""


def own_slips(_ask: Ask) -> tuple[str, ...]:
    """An issue without a line; a statement that crosses no red line and yet gives somebody too little."""
    return (UNFINISHED, NOTHING_OFFENDS)


def faults(ask: Ask, accept: Accept) -> tuple[Fault, ...]:
    """Unknown or doubled ids, lines that rest on nothing, needs that cannot be met, a model that not all can sign."""
    found = [
        *doubled("issues", (issue.id for issue in ask.issues)),
        *doubled("parties", (party.id for party in ask.parties)),
    ]
    for issue in ask.issues:
        found += doubled(f"issues.{issue.id}", (option.id for option in issue.options))
        if len(issue.options) < 2:
            found.append((f"issues.{issue.id}", f"{len(issue.options)} option", "give at least two"))
    known = tuple(line for issue in ask.issues for line in issue.lines)
    for party in ask.parties:
        told = party_faults(party, known)
        found += ((f"parties.{party.id}", problem, remedy) for problem, remedy in told)
    count = prod(len(issue.options) for issue in ask.issues)
    if not found and count > MOST_PACKAGES:
        found.append(("issues", f"they make {count} packages", f"keep to {MOST_PACKAGES}"))
    return tuple(found or _model_faults(ask, accept))


def _model_faults(ask: Ask, accept: Accept) -> Iterator[Fault]:
    """What is amiss with the model, where item and parties are in order."""
    issues = tuple(issue.id for issue in ask.issues)
    yield from unknown("accepted", accept.accepted, issues)
    known = tuple(line for issue in ask.issues for line in issue.lines)
    package = _package(ask, accept.accepted)
    yield from unknown("accepted", package, known)
    if len(package) < len(issues):
        yield "accepted", "the model has no line on some issue", "give each issue an option"
    elif refusing := [party.id for party in ask.parties if party.id not in signatories(ask.parties, package)]:
        yield "accepted", f"the model is not signed by {_all_of(refusing)}", "mend the model or the lines"
    if all(len(signing) == len(ask.parties) for signing in all_packages(ask.issues, ask.parties).values()):
        yield "parties", "every package can be signed by all", "give some party a line that can be crossed"


def wants_slips(ask: Ask, _accept: Accept) -> tuple[tuple[str, str], ...]:
    """Every option that some party refuses is a named misreading."""
    refused = {line.option for party in ask.parties for line in party.never}
    return tuple(
        (issue.id, option.id)
        for issue in ask.issues
        for option, line in zip(issue.options, issue.lines, strict=True)
        if line in refused
    )
