"""Rules of thumb by which a test-taker guesses, and whether they find the keys of a course more often than chance.

Who follows a rule takes what it ranks highest, at random where several rank alike.  By chance, the same keys stand
anywhere: all places of as many accepted options are equally likely, and so, in a match, whose rows share their
labels, are all exchanges of one label for another.

The test is one-sided.  Many rules are tried on one course, and they overlap: long options share more words with the
prompt.  So their p-values are corrected after Holm (see `chance`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import Any

from course_checks.content.chance import Law, chance_of_at_least, holm, law_of, mean_of
from course_checks.content.errors import Fault
from course_checks.content.exercises import Exercise
from course_checks.content.thumb import (
    BY_LENGTH,
    BY_LOOKS,
    LIKE_THE_ROW,
    NUMBERED,
    TO_AN_END,
    Asked,
    Weigh,
    like_the_prompt,
)
from course_checks.core.text import one_of, plain
from course_checks.exercise import Item, ItemKey

TELLING = Fraction(1, 20)
"""A corrected p-value below this is no accident."""
MOST_NAMED = 6
MOST_PLACES = 5000
"""Ways to place a key that are counted one by one; an item with more of them is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a rule does with one item: its hits, of how many, and the law of hits by chance."""

    where: str
    hits: Fraction
    of: int
    law: Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """How one rule does on all items of one kind."""

    kind: str
    rule: str
    hits: Fraction
    of: int
    chance: Fraction
    """The hits that are to be expected of somebody who picks at random."""
    p: Fraction
    """How likely chance alone gives as many hits, or more."""
    corrected: Fraction
    """The same, corrected for the number of rules."""
    found: tuple[str, ...]
    """The items in which the rule does better than chance."""

    @property
    def telling(self) -> bool:
        """Whether the rule gives keys away."""
        return self.corrected < TELLING


def plain_guess(guess: Guess) -> dict[str, Any]:
    """How a rule does as JSON holds it: four decimals."""
    numbers = {name: round(float(getattr(guess, name)), 4) for name in ("hits", "chance", "p", "corrected")}
    return {
        "kind": guess.kind,
        "rule": guess.rule,
        "of": guess.of,
        "found": list(guess.found),
        "telling": guess.telling,
        **numbers,
    }


def guesses(exercises: Iterable[Exercise]) -> tuple[Guess, ...]:
    """Every rule on every kind that offers options, with p-values corrected for their number."""
    tried: list[tuple[str, str, list[Trial]]] = []
    items = [
        (exercise.public.id, item, exercise.key[item.id])
        for exercise in exercises
        for item in exercise.public.items
    ]
    chosen = [_choice(name, item, key) for name, item, key in items if item.kind == "choice"]
    for rule, weigh in (BY_LOOKS | NUMBERED).items():
        tried.append(("choice", rule, [*_trials(chosen, weigh)]))
    ticked = [_ticks(name, item, key) for name, item, key in items if item.kind == "multiple-response"]
    for rule, weigh in (BY_LOOKS | TO_AN_END).items():
        tried.append(("multiple-response", rule, [*_trials(ticked, weigh)]))
    matches = [_rows(name, item, key) for name, item, key in items if item.kind == "match"]
    for rule, weigh in (BY_LENGTH | NUMBERED).items():
        shared = (_by_label(rows, weigh) for rows in matches)
        tried.append(("match", rule, [trial for trial in shared if trial is not None]))
    single = [row for rows in matches for row in rows]
    tried.append(("match", LIKE_THE_ROW, [*_trials(single, like_the_prompt)]))
    return _corrected([_summed(kind, rule, trials) for kind, rule, trials in tried if trials])


def _choice(name: str, item: Item, key: ItemKey) -> Asked:
    return Asked(
        where=f"{name}.{item.id}",
        prompt=plain(item.prompt),
        options=tuple(plain(option.text) for option in item.ask.options),
        right=tuple(option.id in key.accept.accepted for option in item.ask.options),
    )


def _ticks(name: str, item: Item, key: ItemKey) -> Asked:
    """As many options are taken as there are to tick, as if the learner knew how many: the worst case."""
    asked = _choice(name, item, key)
    left_open = [option.id in key.accept.open for option in item.ask.options]
    closed = [
        (text, right)
        for text, right, is_open in zip(asked.options, asked.right, left_open, strict=True)
        if not is_open
    ]
    right = tuple(one for _, one in closed)
    return replace(asked, options=tuple(text for text, _ in closed), right=right, picks=sum(right))


def _rows(name: str, item: Item, key: ItemKey) -> list[Asked]:
    """The rows of a match; "?" is no label, and a row that takes nothing else is left out."""
    labels = item.ask.labels
    rows = (
        Asked(
            where=f"{name}.{item.id}.{row.id}",
            prompt=plain(row.text),
            options=tuple(plain(label.text) for label in labels),
            right=tuple(label.id in key.accept.accepted[row.id] for label in labels),
        )
        for row in item.ask.rows
    )
    return [row for row in rows if any(row.right)]


def _trials(all_asked: Iterable[Asked], weigh: Weigh) -> Iterator[Trial]:
    """A trial for each item on which the rule has something to say."""
    for asked in all_asked:
        weights, count = weigh(asked), sum(asked.right)
        if not weights or comb(len(weights), count) > MOST_PLACES:
            continue
        shares = _shares(weights, asked.picks)
        law = law_of(sum(place, Fraction(0)) for place in combinations(shares, count))
        hits = sum((share for share, right in zip(shares, asked.right, strict=True) if right), Fraction(0))
        yield Trial(where=asked.where, hits=hits, of=asked.picks, law=law)


def _by_label(rows: list[Asked], weigh: Weigh) -> Trial | None:
    """One trial for all rows of a match, which are given the same label; by chance it is any of the labels."""
    weights = weigh(rows[0]) if rows else ()
    if not weights:
        return None
    shares = _shares(weights, 1)
    counts = [sum(row.right[n] for row in rows) for n, _ in enumerate(shares)]
    best = [n for n, share in enumerate(shares) if share]
    # Where several labels rank alike, one of them is taken for the whole match.
    law = law_of(Fraction(sum(group), len(group)) for group in combinations(counts, len(best)))
    hits = Fraction(sum(counts[n] for n in best), len(best))
    return Trial(where=rows[0].where.rpartition(".")[0], hits=hits, of=len(rows), law=law)


def _shares(weights: Sequence[float], picks: int) -> list[Fraction]:
    """How likely each option is taken by somebody who takes the `picks` heaviest, at random among equals."""
    shares, left = [Fraction(0)] * len(weights), picks
    for weight in sorted(set(weights), reverse=True):
        alike = [n for n, one in enumerate(weights) if one == weight]
        for n in alike:
            shares[n] = min(Fraction(1), Fraction(left, len(alike)))
        left = max(0, left - len(alike))
    return shares


def _summed(kind: str, rule: str, trials: list[Trial]) -> Guess:
    hits = sum((trial.hits for trial in trials), Fraction(0))
    means = [mean_of(trial.law) for trial in trials]
    p = chance_of_at_least(hits, [trial.law for trial in trials])
    better = [trial.where for trial, mean in zip(trials, means, strict=True) if trial.hits > mean]
    return Guess(
        kind=kind,
        rule=rule,
        hits=hits,
        of=sum(trial.of for trial in trials),
        chance=sum(means, Fraction(0)),
        p=p,
        corrected=p,
        found=tuple(better),
    )


def _corrected(found: Sequence[Guess]) -> tuple[Guess, ...]:
    """The same guesses, their p-values corrected for their number."""
    ps = holm([one.p for one in found])
    return tuple(replace(one, corrected=p) for one, p in zip(found, ps, strict=True))


def guessing_faults(found: Iterable[Guess]) -> tuple[Fault, ...]:
    """An author's mistake for each rule that gives keys away."""
    return tuple(
        Fault(
            file="exercises",
            where=f"{one.kind}, {one.rule}",
            problem=f"it is right {_short(one.hits)} times of {one.of}, by chance {_short(one.chance)}"
            f" (corrected p {float(one.corrected):.4f})",
            remedy=f"{_ADVICE.get(one.rule, 'move the key')} in some of {_named(one.found)}",
        )
        for one in found
        if one.telling
    )


_ADVICE = {
    "the longest": "shorten the key, or lengthen another option,",
    "the shortest": "lengthen the key, or shorten another option,",
    "most words of the prompt": "say the key in other words than the prompt",
    LIKE_THE_ROW: "say the label in other words than the row",
    "most like the others": "make the options less like the key",
}


def _short(number: Fraction) -> str:
    """A number with one decimal, if it needs it."""
    return f"{float(number):.1f}".removesuffix(".0")


def _named(places: Sequence[str]) -> str:
    """Some places, and how many more there are."""
    more = len(places) - MOST_NAMED
    listed = [*places[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    return one_of(listed)
