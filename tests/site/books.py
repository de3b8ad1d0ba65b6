"""Small books: the tiny course with a few pages, built by Sphinx in this process."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

COURSE = Path(__file__).parent.parent / "courses" / "good"
CARDS = "# Gull Rock\n\n```{passages} tiny\n```\n"
EVIDENCE = "# Outside\n\n```{evidence} A\n:home:\n```\n"


def words_of(tag: Tag) -> str:
    """The text of an element as it is read, white space folded."""
    return " ".join(tag.get_text().split())


def controls(form: Tag) -> list[Tag]:
    """The fields of a form that a person can use."""
    return [one for one in form.select("input, select, textarea, button") if not one.has_attr("hidden")]


def names_of(field: Tag, form: Tag) -> list[str]:
    """What a field is called: by the elements it names, its label, or the label around it; a button by its words."""
    if field.name == "button":
        return [str(field.get("aria-label") or words_of(field))]
    if named := field.get("aria-labelledby"):
        return [words_of(form.select_one(f"#{one}") or form) for one in str(named).split()]
    bound = form.select_one(f'label[for="{field["id"]}"]') or field.find_parent("label")
    return [words_of(bound)] if isinstance(bound, Tag) else []


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build did."""

    out: Path
    read: list[str]
    """The pages that were read."""
    written: list[str]
    warnings: list[str]
    env: BuildEnvironment

    def html(self, page: str) -> str:
        """The text of a page."""
        return (self.out / f"{page}.html").read_text(encoding="utf-8")

    def page(self, page: str) -> BeautifulSoup:
        """A page, parsed."""
        return BeautifulSoup(self.html(page), "html.parser")

    def one(self, page: str, selector: str) -> Tag:
        """The one element of a page that `selector` finds."""
        (found,) = self.page(page).select(selector)
        return found


@dataclass(frozen=True, kw_only=True)
class Book:
    """The tiny course in a folder of its own, with pages."""

    root: Path
    config: dict[str, Any] = field(default_factory=dict)

    @property
    def docs(self) -> Path:
        """The folder of the pages."""
        return self.root / "docs"

    def write(self, pages: Mapping[str, str]) -> None:
        """Write pages, by name; the first page lists all there are."""
        for name, text in pages.items():
            file = self.docs / f"{name}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def delete(self, page: str) -> None:
        """Delete a page."""
        (self.docs / f"{page}.md").unlink()

    def edit(self, place: str, old: str, new: str) -> None:
        """Change a file of the course: `old`, which it has, to `new`."""
        file = self.root / place
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{place} has no {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def build(self, builder: str = "html", *, parallel: int = 1, tags: tuple[str, ...] = ()) -> Built:
        """Build what has changed."""
        warnings, read, written = StringIO(), list[str](), list[str]()
        out = self.root / "out" / builder
        config = {
            "extensions": ["myst_parser", "course_checks.site"],
            "project": "A small course",
            "author": "Its makers",
            "release": "1.2",
            "course_year": "2026",
            "html_theme": "basic",
            "root_doc": "index",
            "nitpicky": True,
        }
        with patch_docutils(str(self.docs)), docutils_namespace():
            app = Sphinx(
                self.docs,
                None,
                out,
                self.root / "doctrees",
                builder,
                config | self.config,
                status=None,
                warning=warnings,
                parallel=parallel,
                tags=tags,
            )
            app.connect("env-before-read-docs", lambda _app, _env, docs: read.extend(docs))
            app.connect("doctree-resolved", lambda _app, _tree, page: written.append(page))
            app.build()
        told = (_plain(line) for line in warnings.getvalue().splitlines())
        lines = [line for line in told if "[course.kit]" not in line]  # where the project is not installed
        return Built(out=out, read=read, written=sorted(written), warnings=lines, env=app.env)


def _plain(line: str) -> str:
    """A warning without the colours of a terminal."""
    return re.sub(r"\x1b\[[0-9;]*m", "", line)


def make_book(root: Path, pages: Mapping[str, str], **config: Any) -> Book:
    """The tiny course in `root` with `pages`, an index that lists them, a page of its passages and one of its card."""
    shutil.copytree(COURSE / "docs", root / "docs")
    shutil.copytree(COURSE / "exercises", root / "exercises")
    book = Book(root=root, config=config)
    index = "# A small course\n\n```{toctree}\n:glob:\n\n*\n```\n"
    book.write({"index": index, "rock": CARDS, "outside": EVIDENCE, **pages})
    return book
