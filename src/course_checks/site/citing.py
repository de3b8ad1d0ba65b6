"""How to cite the course as a whole: three styles and BibTeX, from conf.py.  No address is made up."""

from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from course_checks.site.nodes import line

SMALL = frozenset("a an and as at but by for from in of on or the to with".split())
"""Words that a headline leaves small, unless they come first or last, or begin a subtitle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a citation says of the course."""

    author: str
    title: str
    version: str
    year: str
    address: str = ""
    """Empty as long as there is no public one."""


def headline(title: str) -> str:
    """A title with capitals: "allies at arm’s length" becomes "Allies at Arm’s Length"."""
    words = title.split(" ")
    kept = [
        word if word in SMALL and not _begins(words, place) and place + 1 < len(words) else _first_up(word)
        for place, word in enumerate(words)
    ]
    return " ".join(kept)


def sentence(title: str) -> str:
    """A title with a capital at the start of a subtitle only: "..: allies at" becomes "..: Allies at"."""
    words = title.split(" ")
    return " ".join(_first_up(word) if _begins(words, place) else word for place, word in enumerate(words))


def _begins(words: list[str], place: int) -> bool:
    return place == 0 or words[place - 1].endswith((":", "."))


def _first_up(word: str) -> str:
    return word[:1].upper() + word[1:]


def styles_of(work: Work) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Each style with what stands before the title, the title, and what stands after it."""
    at = f" {work.address}" if work.address else ""
    author = _first_up(work.author)
    yield "APA", (f"{author}. ({work.year}). ", sentence(work.title), f" (Version {work.version}).{at}")
    yield "Chicago", (f"{author}. ", headline(work.title), f". Version {work.version}. {work.year}.{at}")
    end = f", {work.address}." if work.address else "."
    yield "MLA", (f"{author}. ", headline(work.title), f". Version {work.version}, {work.year}{end}")


def bibtex_of(work: Work) -> str:
    """The entry for a reference manager."""
    fields = {
        "author": f"{{{work.author}}}",
        "title": f"{{{headline(work.title)}}}",
        "note": f"Version {work.version}",
        "year": work.year,
        **({"url": work.address} if work.address else {}),
    }
    key = "".join(word for word in work.author.casefold().split() if word not in SMALL) + work.year
    return "\n".join([f"@misc{{{key},", *(f"  {name} = {{{value}}}," for name, value in fields.items()), "}"])


class CiteCourseDirective(SphinxDirective):
    """The course as a whole in three styles, and for a reference manager: ``{cite-course}``."""

    def run(self) -> list[nodes.Node]:
        """A list of the styles, and the entry."""
        config = self.config
        work = Work(
            author=config.author,
            title=config.project,
            version=config.release,
            year=config.course_year,
            address=config.course_home,
        )
        styles = nodes.definition_list(
            "",
            *(
                nodes.definition_list_item(
                    "",
                    nodes.term("", style),
                    nodes.definition("", line(before, nodes.emphasis("", title), after)),
                )
                for style, (before, title, after) in styles_of(work)
            ),
            classes=["cite-course"],
        )
        entry = bibtex_of(work)
        return [styles, nodes.literal_block(entry, entry, language="bibtex")]


def setup_citing(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("cite-course", CiteCourseDirective)
