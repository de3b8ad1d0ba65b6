"""A page of its own: no file beside it, nothing fetched, nothing run; light, dark and on paper."""

from functools import lru_cache
from html import escape

from course_checks.desk.safe import SHORT, visible

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1e; --quiet: #55555c; --paper: #fdfcfa; --box: #f1efea;
  --line: #cfccc4; --good: #1d6b3a; --look: #8a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececee; --quiet: #b4b4bc; --paper: #17181b; --box: #232529;
  --line: #44474e; --good: #7fd29b; --look: #f0b46a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 44rem; padding: 1rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .25rem; padding-top: .75rem;
  border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; break-after: avoid; }
h2, h3 { break-after: avoid; }
p, ul { margin: .4rem 0; }
ul { padding-left: 1.25rem; }
li { margin: .25rem 0; }
pre { margin: .5rem 0; padding: .5rem .75rem; background: var(--box); border: 1px solid var(--line);
  border-radius: .25rem; font: .9rem/1.5 ui-monospace, monospace; white-space: pre-wrap; }
pre.text { font: 1rem/1.6 Georgia, serif; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border: 1px solid var(--line); }
th { min-width: 7.5rem; }
.wide { overflow-x: auto; }
.wide table { min-width: 32rem; }
.quiet { color: var(--quiet); }
.right { color: var(--good); }
.look { color: var(--look); }
a { color: inherit; }
nav ul { columns: 12rem; }
article { break-inside: auto; }
@media print { :root { color-scheme: light; --ink: #000; --quiet: #333; --paper: #fff; --box: #fff; --line: #888;
  --good: #000; --look: #000; } body { max-width: none; padding: 0; font-size: 10.5pt; } .wide { overflow: visible; }
  .wide table { min-width: 0; } .screen { display: none; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(title: str, body: str) -> str:
    """A whole page; `title` is text, `body` is HTML in which all that is not ours went through `shown_html`."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{line_html(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{body}</main>\n</body>\n</html>\n"
    )


def line_html(text: str) -> str:
    """A text on one line as HTML that shows it letter for letter."""
    return _short_line(text) if len(text) <= SHORT else _made_line(text)


@lru_cache(maxsize=4096)
def _short_line(text: str) -> str:
    return _made_line(text)


def _made_line(text: str) -> str:
    return _bare(escape(" ".join(visible(text).split())))


def block_html(text: str) -> str:
    """A text with its lines as HTML that shows it letter for letter, to stand in a `pre`."""
    return _bare(escape(visible(text)))


def _bare(text: str) -> str:
    """Without halves of signs, which no file can hold."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
