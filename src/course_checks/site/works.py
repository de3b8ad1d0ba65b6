"""The works that the course cites: labels of author and year, the same in the text and in the list.

Two works of one author and year are told apart by a letter, in the order of their keys.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from typing import Any

from docutils import nodes
from pybtex.plugin import find_plugin, register_plugin  # type: ignore[import-untyped]
from pybtex.style.formatting.plain import Style as Plain  # type: ignore[import-untyped]
from pybtex.style.labels import BaseLabelStyle  # type: ignore[import-untyped]
from pybtex.style.sorting import BaseSortingStyle  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

STYLE = "author-year"
"""What conf.py calls it: `bibtex_default_style`."""
_DOMAIN = "cite"
"""That of sphinxcontrib-bibtex."""
_BACKEND, _BACKENDS = "pybtex.backends", ("docutils", "plaintext")
"""What sphinxcontrib-bibtex asks for at each citation: pybtex looks through all that is installed every time, unless
the plugin was registered by hand."""
_MOST_NAMED = 2
"""Of more authors than these, the first is named."""


def named(entry: Any) -> str:
    """Whom a label names: the surnames of one author or two, or the first of more; a body in full."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [
        " ".join([*one.prelast_names, *one.last_names]).replace("{", "").replace("}", "") for one in people
    ]
    if len(names) > _MOST_NAMED:
        return f"{names[0]} et al."
    return " and ".join(names) or str(entry.fields.get("title", entry.key)).replace("{", "").replace("}", "")


def labels_of(entries: Iterable[Any]) -> dict[str, str]:
    """The label of each work by its key, such as "Ha and Shin 2006" or "BBC 2006b"."""
    alike: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        alike[f"{named(entry)} {entry.fields.get('year', 'n.d.')}"].append(entry.key)
    return {
        key: f"{label}{_letter(number, label)}" if len(keys) > 1 else label
        for label, keys in alike.items()
        for number, key in enumerate(sorted(keys))
    }


def _letter(number: int, label: str) -> str:
    return f"-{ascii_lowercase[number]}" if label.endswith(".") else ascii_lowercase[number]


class AuthorYearLabels(BaseLabelStyle):  # type: ignore[misc]
    """Labels of author and year."""

    def format_labels(self, sorted_entries: list[Any]) -> Iterator[str]:
        """The label of each entry, in their order."""
        labels = labels_of(sorted_entries)
        return (labels[entry.key] for entry in sorted_entries)


class AuthorYearOrder(BaseSortingStyle):  # type: ignore[misc]
    """Authors and bodies in one alphabet, then by year; an article before a name does not count."""

    def sorting_key(self, entry: Any) -> tuple[str, str, str]:
        """What a work is sorted by."""
        return named(entry).removeprefix("The ").casefold(), str(entry.fields.get("year", "")), str(entry.key)


class AuthorYearStyle(Plain):  # type: ignore[misc]
    """pybtex's plain style, with these labels in this order."""

    default_label_style = AuthorYearLabels
    default_sorting_style = AuthorYearOrder


def cited_works(directive: SphinxDirective, keys: Iterable[str]) -> list[nodes.Node]:
    """Works cited in brackets; where no bibliography is made, their keys."""
    listed = ",".join(keys)
    if _DOMAIN not in directive.env.domains:
        return [nodes.Text(f"[{listed.replace(',', ', ')}]")] if listed else []
    found, problems = directive.parse_inline(f"{{cite:p}}`{listed}`") if listed else ([], [])
    return [*found, *problems]


def setup_works(app: Sphinx) -> None:
    """Make the style known, and the backends at hand."""
    register_plugin("pybtex.style.formatting", STYLE, AuthorYearStyle)
    for name in _BACKENDS:
        register_plugin(_BACKEND, name, find_plugin(_BACKEND, name), force=True)
