"""The pages of a built site as bare MyST: the same words, headings, lists, tables, links and pictures.

What bare Sphinx has no counterpart for is left out, which makes its work less, never more: the fields and buttons
of a form, the notes that open at a link, the texts that only a check says, and links inside a page.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter  # type: ignore[import-untyped]

LEFT_OUT = (
    "script, style, template, select, input, button, textarea, .headerlink, .passage-tips, .toctree-wrapper"
)
"""What is not written out; lists of contents are taken from the page as its author wrote them."""
CONTENTS = re.compile(r"^(`{3,}|:{3,})\{toctree\}.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
CONF = """
project = "bare"
extensions = ["myst_parser", "sphinx_design"]
myst_enable_extensions = ["colon_fence", "deflist", "attrs_block", "attrs_inline"]
html_theme = "furo"
"""


class _Writer(MarkdownConverter):  # type: ignore[misc]
    """Writes one page: drawings become files, links to pages links to their documents."""

    def __init__(self, page: PurePosixPath, pages: frozenset[str], folder: Path) -> None:
        super().__init__(heading_style="ATX", bullets="-")
        self.page, self.pages, self.folder, self.drawn = page, pages, folder, 0

    def convert_svg(self, el: Tag, *_: object, **__: object) -> str:
        """A figure as a picture in a file; a sign without words is nothing."""
        if el.find("text") is None:
            return ""
        self.drawn += 1
        name = f"{self.page.name}-{self.drawn}.svg"
        (self.folder / self.page.parent / name).write_text(str(el), encoding="utf-8")
        return f"\n\n![{name}]({name})\n\n"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A link to another page or another site; else its words."""
        address = str(el.get("href", ""))
        if "://" in address:
            return str(super().convert_a(el, text, parent_tags))
        target = os.path.normpath(self.page.parent / address.partition("#")[0]).removesuffix(".html")
        if not text.strip() or address.startswith("#") or target not in self.pages:
            return text
        return f"[{text}]({os.path.relpath(target, self.page.parent)}.md)"


def _pages(docs: Path) -> Iterator[PurePosixPath]:
    for file in sorted(docs.rglob("*.md")):
        yield PurePosixPath(file.relative_to(docs).with_suffix("").as_posix())


def write_bare(docs: Path, site: Path, folder: Path) -> dict[str, Any]:
    """Write the pages of `docs`, as they stand built in `site`, into `folder`; how many pages, words and drawings."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = list(_pages(docs))
    counted = {"pages": len(pages), "words": 0, "drawings": 0}
    for page in pages:
        body = BeautifulSoup((site / f"{page}.html").read_text(encoding="utf-8"), "html.parser").find(
            "article"
        )
        if not isinstance(body, Tag):
            raise TypeError(f"{page}.html has no article")
        for left_out in body.select(LEFT_OUT):
            left_out.decompose()
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        writer = _Writer(page, frozenset(map(str, pages)), folder)
        text = str(writer.convert_soup(body))
        contents = (
            found[0] for found in CONTENTS.finditer((docs / f"{page}.md").read_text(encoding="utf-8"))
        )
        (folder / f"{page}.md").write_text("\n\n".join([text, *contents, ""]), encoding="utf-8")
        counted["words"] += len(text.split())
        counted["drawings"] += writer.drawn
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    return counted
