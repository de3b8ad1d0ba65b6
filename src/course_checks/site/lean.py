"""What a page need not carry: a note twice, and what only a check says.

A unit cites a passage fifty times.  Its note stands once, at the end of the page; every link to it is described by
that one, and shows a copy of it (reading.js).  And what a check may say is put beside the
page, in a file of its own, which is fetched when a reader first touches an exercise.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from course_checks.site.builders import is_book

SAID = "_static/check/said"
"""Where the texts of checks are, a file for each page that has any, by the page's own place."""
HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><title>What the checks of a page say</title>\n'
_FRAGMENT = re.compile(r"<template data-exercise=.*?</template>\n?", re.DOTALL)
_NOTE = re.compile(
    r'aria-describedby="(?P<id>note-[^"]+)">(?P<called>[^<]*)</a>'
    r'<span class="passage-tip" id="(?P=id)"(?P<note>.*?</span>\s*</span>)(?=</span>)',
    re.DOTALL,
)
"""A link and the note that describes it, as references, terms and evidence write them."""


def parted(body: str) -> tuple[str, str]:
    """A page's body without the texts of its checks; and those."""
    return _FRAGMENT.sub("", body), "".join(_FRAGMENT.findall(body))


def noted_once(body: str) -> tuple[str, dict[str, str]]:
    """A page's body with each of its notes once, at its end; and the notes' ids, by what they say."""
    known: dict[str, str] = {}

    def apart(found: re.Match[str]) -> str:
        return f'aria-describedby="{known.setdefault(found["note"], found["id"])}">{found["called"]}</a>'

    body = _NOTE.sub(apart, body)
    notes = "".join(f'<span class="passage-tip" id="{name}"{note}\n' for note, name in known.items())
    return (f'{body}<div class="passage-tips" hidden>\n{notes}</div>\n' if notes else body), known


def without_known(text: str, known: dict[str, str]) -> str:
    """A text of the checks without the notes that its page has; it keeps the others."""

    def named(found: re.Match[str]) -> str:
        first = known.get(found["note"])
        return f'aria-describedby="{first}">{found["called"]}</a>' if first else found[0]

    return _NOTE.sub(named, text)


def said_file(out: Path, pagename: str) -> Path:
    """Where the texts of the checks on a page are."""
    return out / SAID / f"{pagename}.html"


def _part(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put beside a page what only its checks say; a book has no checks, and a page of it stands alone."""
    if is_book(app.builder):
        return
    body, said = parted(context.get("body", ""))
    context["body"], known = noted_once(body)
    file = said_file(Path(app.outdir), pagename)
    if said and app.config.course_checks_here:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD + without_known(said, known), encoding="utf-8", newline="\n")
    else:
        file.unlink(missing_ok=True)


def _left(folder: Path, pages: set[str]) -> Iterator[Path]:
    """The files of pages that are gone."""
    for file in folder.rglob("*.html"):
        if file.relative_to(folder).with_suffix("").as_posix() not in pages:
            yield file


def _let_go(app: Sphinx, exception: Exception | None) -> None:
    """Remove the texts of pages that are gone."""
    if exception is None and app.builder.format == "html" and not is_book(app.builder):
        for file in _left(Path(app.outdir) / SAID, app.env.found_docs):
            file.unlink()


def setup_lean(app: Sphinx) -> None:
    """Take from every page what it need not carry."""
    app.connect("html-page-context", _part, priority=100)
    app.connect("build-finished", _let_go)
