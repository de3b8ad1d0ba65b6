"""What a check knows of the sources: the ids of their passages and the quotation index.  No text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from course_checks.core.text import nearest_id, unmask

Digests = tuple[bytes, ...]
"""What is kept of a passage instead of its text: a digest of every run of three words, in order."""
Index = Mapping[str, Digests]
"""From a passage's id to its digests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Passages by id, in the order of their sources.

    Never changed once it is made, so that what is made of it can be kept.
    """

    index: Index = field(default_factory=dict, hash=False)
    """Every passage has an entry; one under three words has an empty one."""
    source_of: Mapping[str, str] = field(default_factory=dict, hash=False)
    """From a passage's id to its source's id."""
    aliases: Mapping[str, str] = field(default_factory=dict, hash=False)
    """From a spelling, squeezed, to the name that the course uses."""

    @property
    def passages(self) -> tuple[str, ...]:
        """The ids of all passages."""
        return tuple(self.index)

    def find(self, name: str) -> str | None:
        """The passage that `name` means, whatever its case and alphabet; None if there is none."""
        wanted = unmask(name).strip().upper()
        return next((passage for passage in self.index if passage.upper() == wanted), None)

    def near(self, name: str) -> tuple[str, ...]:
        """Up to two passages that `name` may have meant."""
        return nearest_id(name, self.index)


NO_LIBRARY = Library()
"""For what needs no source."""
