"""One option for each issue, so that as many parties as possible can sign (QTI has no such interaction).

A party signs if the statement has a line on every issue, no line crosses one of the party's red lines, and
each of its needs is met: at least `least` of the options it asks for stand.  Score: the share of parties
that can sign.  It is computed, not keyed: every statement that all can sign scores 1.  For a party that is
missing, all packages are searched for the nearest that it signs, and the parties which that costs are named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from course_checks.core.library import NO_LIBRARY, Library
from course_checks.core.offices import all_of, answer, changes, named
from course_checks.core.outcome import Mark, Scored, Slip
from course_checks.core.package import (
    Issue,
    Package,
    Party,
    Stand,
    all_packages,
    party_faults,
    signatories,
    stands,
)
from course_checks.core.part import Options, Part
from course_checks.validators import Fault, Given
from course_checks.validators.common import (
    doubled,
    few,
    nothing_beside,
    nothing_on_form,
    nothing_ticked,
    shows_value,
    unknown,
)

UNFINISHED, NOTHING_OFFENDS = "unfinished", "nothing-offends"
MOST_PACKAGES = 20_000
"""All of them are looked at."""

# What else may stand on an issue depends on the other lines; who can sign is the score.
shows, everything, also = shows_value, nothing_ticked, nothing_beside
on_form = nothing_on_form


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
    package, total = _package(ask, given), len(ask.parties)
    found = stands(ask.parties, package)
    marks = _marks(ask, given, found)
    missing = tuple(issue.id for issue in ask.issues if issue.id not in given)
    if missing:
        tally = (
            f"{len(package)} of {len(ask.issues)} issues have a line. Nobody signs an unfinished statement."
        )
        slip = Slip(id=UNFINISHED, parts=missing)
        return Scored(score=Fraction(0), marks=marks, slips=(slip,), tally=tally)
    signing = tuple(stand.party.id for stand in found if stand.signs)
    polite = len(signing) < total and not any(stand.crossed for stand in found)
    thin = tuple(mark.part for mark in marks if mark.score != 1)
    names = named(ask.issues)
    # Where fewer than half can sign, one change is not what is missing.
    told = changes(ask.issues, ask.parties, package, signing) if 2 * len(signing) >= total else ()
    return Scored(
        score=Fraction(len(signing), total),
        marks=marks,
        slips=(Slip(id=NOTHING_OFFENDS, parts=thin),) if polite else (),
        tally=f"{len(signing)} of {total} parties can sign.",
        details=(*(answer(stand, package, names) for stand in found), *told),
    )


def _marks(ask: Ask, given: Given, found: tuple[Stand, ...]) -> tuple[Mark, ...]:
    """A mark for each issue, by what the parties refuse and what they ask for."""
    refused = {line.option for stand in found for line in stand.crossed}
    asked = {line.option for stand in found for need in stand.unmet for line in need.options}
    return tuple(_mark(issue, given, refused, asked) for issue in ask.issues)


def _mark(issue: Issue, given: Given, refused: set[str], asked: set[str]) -> Mark:
    """0 for a line that somebody refuses, 1/2 where somebody still asks for another, else 1."""
    if issue.id not in given:
        return Mark(part=issue.id, score=Fraction(0), empty=True)
    own = f"{issue.id}.{given[issue.id]}"
    if own in refused:
        return Mark(part=issue.id, score=Fraction(0))
    other = own not in asked and not asked.isdisjoint(issue.lines)
    return Mark(part=issue.id, score=Fraction(1, 2) if other else Fraction(1))


def model(_ask: Ask, accept: Accept) -> Mapping[str, str]:
    """The model of the key."""
    return accept.accepted


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
        path = f"issues.{issue.id}"
        found += doubled(path, (option.id for option in issue.options))
        found += few(path, issue.options, 2, "option")
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
        yield "accepted", f"the model is not signed by {all_of(refusing)}", "mend the model or the lines"
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
