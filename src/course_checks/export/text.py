"""Text for other systems: the course's MyST as HTML or as plain words, and nothing that a file may not hold."""

import re
from html import escape
from xml.etree import ElementTree as ET

from course_checks.core.text import plain

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow: control signs, halves of signs, and two that are no characters (section 2.2)."""
_MARKUP = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<strong>\S(?:.*?\S)?)\*\*(?!\*)|(?<![\w*])\*(?P<em>[^\s*](?:[^*]*[^\s*])?)\*(?!\w)",
    re.DOTALL,
)
_ROLE = re.compile(r"\{[a-z:-]+\}`([^`]*?)(?:\s+<[^`>]*>)?`|\[([^\]]*)\]\([^)]*\)")
_BULLET = re.compile(r"\s*(?:[-*]|\d+\.)\s+")
_TAGS = {"code": "code", "strong": "strong", "em": "em"}


def clean(text: str) -> str:
    """`text` without the characters that no XML file can hold; each stands as `\ufffd`, so that none is lost unseen.

    A carriage return becomes a line feed, as every XML reader would make it.
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def html(text: str) -> str:
    """MyST `text` as HTML: paragraphs, lists, emphasis and code.  Roles and links give their words.

    All else is shown letter for letter.
    """
    blocks = re.split(r"\n\s*\n", clean(text).strip())
    return "".join(_block(block) for block in blocks if block.strip())


def inline(text: str) -> str:
    """MyST `text` as HTML without a paragraph around it, on one line."""
    return _inline(" ".join(clean(text).split()))


def bare(text: str) -> str:
    """MyST `text` as words alone, on one line, as it is read aloud."""
    return plain(clean(text))


def shown(text: str) -> str:
    """Plain words as HTML, letter for letter, on one line."""
    return _escaped(" ".join(clean(text).split()))


def _escaped(text: str) -> str:
    """`text` as it stands between tags."""
    return escape(text, quote=False)


def _block(block: str) -> str:
    lines = block.split("\n")
    if not _BULLET.match(lines[0]):
        return f"<p>{_inline(' '.join(line.strip() for line in lines))}</p>"
    entries: list[str] = []
    for line in lines:
        found = _BULLET.match(line)
        if found:
            entries.append(line[found.end() :].strip())
        else:
            entries[-1] += f" {line.strip()}"
    kind = "ol" if lines[0].lstrip()[0].isdigit() else "ul"
    return f"<{kind}>{''.join(f'<li>{_inline(entry)}</li>' for entry in entries)}</{kind}>"


def _inline(text: str) -> str:
    """Emphasis and code as elements; whatever else stands there is escaped."""
    words = _ROLE.sub(lambda found: found[1] if found[1] is not None else found[2], text)
    made, last = [], 0
    for found in _MARKUP.finditer(words):
        tag = _TAGS[str(found.lastgroup)]
        inner = _escaped(found[tag]) if tag == "code" else _inline(found[tag])
        made += [_escaped(words[last : found.start()]), f"<{tag}>{inner}</{tag}>"]
        last = found.end()
    return "".join((*made, _escaped(words[last:])))


def file_of(root: ET.Element) -> bytes:
    """An XML file: UTF-8, indented, the same bytes for the same elements."""
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def listed(entries: list[str]) -> str:
    """HTML `entries` as a list; empty for none."""
    return f"<ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul>" if entries else ""
