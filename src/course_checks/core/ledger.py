"""A ledger of reports on a claim: which confirm it, whom each has it from, and how many are independent."""

from collections.abc import Mapping
from dataclasses import dataclass

from course_checks.core.names import UNNAMED

CONFIRMS, QUALIFIES, DENIES = "confirms", "qualifies", "denies"
RELATIONS = (CONFIRMS, QUALIFIES, DENIES)
"""What a report may do to a claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What a ledger says, whether it is right or not."""

    relations: Mapping[str, object]
    """From each report to its relation; None where it is blank."""
    origins: Mapping[str, str]
    """From each report to its origin in one spelling; those that have none are missing."""

    @property
    def confirming(self) -> tuple[str, ...]:
        """The reports that confirm the claim."""
        return tuple(name for name, relation in self.relations.items() if relation == CONFIRMS)

    @property
    def whole(self) -> bool:
        """Whether every report has a relation, and those that confirm an origin."""
        return None not in self.relations.values() and all(name in self.origins for name in self.confirming)

    @property
    def count(self) -> int:
        """The different known origins among the confirmations; 1 where there are none but unknown ones."""
        confirming = self.confirming
        known = {self.origins[name] for name in confirming if name in self.origins} - {UNNAMED}
        return max(len(known), min(len(confirming), 1))

    @property
    def alike(self) -> tuple[str, ...]:
        """The confirming reports of a whole ledger whose origin may be that of another."""
        found = [self.origins[name] for name in self.confirming]
        return tuple(
            name
            for name, one in zip(self.confirming, found, strict=True)
            if one == UNNAMED or found.count(one) > 1
        )

    @property
    def told(self) -> str:
        """The ledger given back, reports by their ids, so that the number can be counted again."""
        if not self.whole:
            return (
                "The number is counted once each report has its relation, and each that confirms its origin."
            )
        if not self.confirming:
            return "In your ledger no report confirms the claim."
        hidden = [name for name in self.confirming if self.origins[name] == UNNAMED]
        listed = ", ".join(hidden)
        known = (
            f"Without a known origin among them: {listed}." if hidden else "All of them have a known origin."
        )
        return f"In your ledger these confirm the claim: {', '.join(self.confirming)}. {known}"
