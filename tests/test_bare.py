"""The pages that the benchmark of the build has bare Sphinx build: the words of ours, and nothing that only we have."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BUILT = """
<html><body><nav>Elsewhere</nav><article role="main"><h1>Title<a class="headerlink" href="#t">#</a></h1>
<p>Words <em>with</em> a <span class="passage-ref"><a href="../a.html#S1">S1</a></span> and
<a href="b.html">another</a>, <a href="https://example.org/x">outside</a>, <a href="#t">above</a>.</p>
<svg class="icon"><path d="M0"/></svg><svg><title>A figure</title><text>Drawn</text></svg>
<form><fieldset><legend>Which one?</legend><label><input type="radio"/>This one</label><button>Check</button></fieldset>
</form><table><tr><th>Head</th></tr><tr><td>Cell</td></tr></table>
<div class="passage-tips"><span class="passage-tip" hidden>A note.</span></div></article></body></html>
"""


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, dict[str, int]]:
    """The bare pages of a site with one page of words, and what was counted."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    docs, site, bare = (tmp_path / name for name in ("docs", "site", "bare"))
    for page in ("index", "a", "unit/page", "unit/b"):
        for folder, end, text in ((docs, "md", "# Title\n"), (site, "html", BUILT)):
            file = folder / f"{page}.{end}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    (docs / "index.md").write_text("# Title\n\n```{toctree}\na\nunit/page\nunit/b\n```\n", encoding="utf-8")
    from _bare import write_bare  # type: ignore[import-not-found]

    try:
        return bare, write_bare(docs, site, bare)
    finally:
        sys.modules.pop("_bare", None)


def test_a_bare_page_has_the_words_of_ours(written: tuple[Path, dict[str, int]]) -> None:
    bare, _ = written

    text = (bare / "unit" / "page.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line] == [
        "# Title",
        "Words *with* a [S1](../a.md) and",
        "[another](b.md), [outside](https://example.org/x), above.",
        "![page-1.svg](page-1.svg)",
        "Which one?This one",
        "| Head |",
        "| --- |",
        "| Cell |",
    ]
    assert "Drawn" in (bare / "unit" / "page-1.svg").read_text(encoding="utf-8")


def test_a_page_keeps_its_list_of_contents(written: tuple[Path, dict[str, int]]) -> None:
    bare, _ = written

    assert "```{toctree}\na\nunit/page\nunit/b\n```" in (bare / "index.md").read_text(encoding="utf-8")


def test_what_was_written_is_counted(written: tuple[Path, dict[str, int]]) -> None:
    _, counted = written

    assert (counted["pages"], counted["drawings"]) == (4, 4)
