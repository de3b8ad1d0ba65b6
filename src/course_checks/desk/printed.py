"""MyST as HTML for paper: paragraphs, lists and emphasis; what a link leads to stays behind."""

import re
from functools import cache
from html import escape

from markdown_it import MarkdownIt

_ROLE = re.compile(r"\{[a-z:-]+\}`([^`]*?)(?:\s+<[^`>]*>)?`")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_PASSAGE_FENCE = re.compile(r"^[ \t]*(?:`{3,}|:{3,})\{passage\}[ \t]*(\S+).*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|:{3,}).*$", re.MULTILINE)


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "typographer": True})
    return reader.enable("smartquotes").disable(["autolink", "image"])


def blocks(myst: str) -> str:
    """A text of several paragraphs."""
    return str(_reader().render(_without_roles(myst))).strip()


def inline(myst: str) -> str:
    """A text of one line."""
    return str(_reader().renderInline(_without_roles(" ".join(myst.split()))))


def _without_roles(myst: str) -> str:
    """The text with the words of its roles and links, and of a passage that it shows, the number."""
    shown = _FENCE.sub("", _PASSAGE_FENCE.sub(r"(Passage \1.)", myst))
    return _LINK.sub(r"\1", _ROLE.sub(r"\1", shown))


def tag(name: str, inner: str, *classes: str) -> str:
    """An element around `inner`, which is HTML already."""
    named = f' class="{escape(" ".join(classes))}"' if classes else ""
    return f"<{name}{named}>{inner}</{name}>"
