"""Checks of any page: each finding with its exact words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course_checks.content.course import Course
from tests.prose.made import (
    PAGE,
    Figure,
    Twin,
    course_with,
    told,
    told_of_page,
)

MARK_IT = 'quote words that stand in a row there, or mark the quotation: ["…"]{.outside} or ["…"]{.ours}'
AS_IT_STANDS = (
    "would be read as it stands; give a fence or a mark a line of its own, a role its backticks, code its own"
)
QUOTE_IT = "put it between quotation marks with its passage, or say it otherwise"
FROM_OUTSIDE = "is marked as quoted from outside and no work is cited; add {cite:p} or {evidence}"

CASES = [
    # unknown ------------------------------------------------------------------------------------------------
    pytest.param(
        "unknown",
        "# A\n\nSee {passage}`T9`.\n",
        ["3: there is no passage 'T9'; did you mean T4 or T3?"],
        id="a passage",
    ),
    pytest.param(
        "unknown",
        "# A\n\nSee {passage}`T1,\nX55`.\n",
        ["3: there is no passage 'X55'; the passages are in docs/sources"],
        id="one passage of two",
    ),
    pytest.param(
        "unknown",
        "# A\n\n```{passage} T5\n```\n",
        ["3: there is no passage 'T5'; did you mean T4 or T3?"],
        id="a card of a passage",
    ),
    pytest.param(
        "unknown",
        "# A\n\n```{passages} tinny\n```\n",
        ["3: there is no source 'tinny'; did you mean tiny?"],
        id="a source",
    ),
    pytest.param(
        "unknown",
        "# A\n\nAs told {cite:p}`harbour1923,harbor1923`.\n",
        ["3: there is no reference 'harbor1923'; did you mean harbour1923?"],
        id="a reference",
    ),
    pytest.param(
        "unknown",
        "# A\n\nAs told {cite}`zzz`.\n",
        ["3: there is no reference 'zzz'; add it to docs/references.bib"],
        id="a reference like no other",
    ),
    pytest.param(
        "unknown",
        "# A\n\nAs told {evidence}`A1, A7`.\n\n```{evidence} B\n```\n",
        [
            "3: there is no evidence card or item 'A7'; did you mean A or A2?",
            "5: there is no evidence card 'B'; the cards are in docs/sources/outside.toml",
        ],
        id="a card and an item",
    ),
    pytest.param(
        "unknown",
        "# A\n\nA {term}`lamp` and a {term}`lighthouse <light>`.\n\n```{glossary}\nLamp\n  It gives light.\n```\n",
        ["3: there is no term 'light'; add it to the glossary"],
        id="a term",
    ),
    pytest.param(
        "unknown",
        "# A\n\n```{drawing} lam\n```\n",
        ["3: there is no drawing 'lam'; there are lamp"],
        id="a drawing",
    ),
    pytest.param(
        "unknown",
        "# A\n\n```{exercise} t1-ordre\n```\n",
        ["3: there is no exercise 't1-ordre'; did you mean t1-order or t1-choice?"],
        id="an exercise",
    ),
    pytest.param(
        "unknown",
        "# A\n\n```{exercise} t1-order\n:item: lamp\n```\n",
        ["3: t1-order has no item 'lamp'; use dates"],
        id="an item",
    ),
    # quotation ----------------------------------------------------------------------------------------------
    pytest.param(
        "quotation",
        '# A\n\nIt "was lit in April", says the page {passage}`T1`.\n',
        [f"3: “was lit in April” is not in T1: it breaks at “april”; {MARK_IT}"],
        id="a wrong word",
    ),
    pytest.param(
        "quotation",
        '# A\n\nIt "shone over all seas" {passage}`T1` {passage}`T2`.\n',
        [f"3: “shone over all seas” is not in T1 or T2; {MARK_IT}"],
        id="words of nobody",
    ),
    pytest.param(
        "quotation",
        '# A\n\nIt\n"was lit in May" {passage}`T2`.\n',
        ["4: “was lit in May” is not in T2; it is in T1: cite that"],
        id="the words of another passage",
    ),
    pytest.param(
        "quotation",
        '# A\n\nOf T1 {passage}`T1`. But "was lit in May" is what it says {passage}`T2`.\n',
        ["3: “was lit in May” is not in T2; it is in T1: cite that"],
        id="the passages of the sentence go before those of the paragraph",
    ),
    pytest.param(
        "quotation",
        '# A\n\nIt "was lit … two keepers" {passage}`T1`.\n',
        ["3: “was lit … two keepers” has a piece of fewer than three words, “was lit”; quote more of it"],
        id="a piece too short to be told",
    ),
    pytest.param(
        "quotation",
        f'# A\n\nIt says "{"so " * 41}" {{passage}}`T1`.\n',
        [f"3: “{'so ' * 19}so…” has 41 words; quote less of it"],
        id="a quotation too long to be told",
    ),
    pytest.param(
        "quotation",
        '# A\n\n|a|b|\n|-|-|\n| {passage}`T1` | "was lit in May" |\n| {passage}`T2` | "was lit in May" |\n',
        ["6: “was lit in May” is not in T2; it is in T1: cite that"],
        id="the passages of a row",
    ),
    pytest.param(
        "quotation",
        '# A\n\n## "Was lit in June"\n\nSo {passage}`T1`.\n',
        [f"3: “Was lit in June” is not in T1: it breaks at “june”; {MARK_IT}"],
        id="the passages of a section",
    ),
    pytest.param(
        "quotation",
        '# A\n\nThey say ["all the lamps of old"]{.outside}, it seems {passage}`T1`.\n',
        [f"3: “all the lamps of old” {FROM_OUTSIDE}"],
        id="from outside, and from where",
    ),
    # figure -------------------------------------------------------------------------------------------------
    pytest.param(
        "figure",
        "# A\n\nLook:\n![](lamp.png)\n",
        ["4: the image lamp.png has no alternative text; say in a sentence what it shows"],
        id="an image",
    ),
    pytest.param(
        "figure",
        "# A\n\n```{figure} lamp.png\n:alt:\n\nA caption.\n```\n",
        ["3: the image lamp.png has no alternative text; add :alt: and say in a sentence what it shows"],
        id="an image of a directive",
    ),
    pytest.param(
        "figure",
        '# A\n\n<p><img src="lamp.png"></p>\n\nAnd <img src="l.png" alt=" "> there.\n',
        [
            "3: the image lamp.png has no alternative text; say in a sentence what it shows",
            "5: the image l.png has no alternative text; say in a sentence what it shows",
        ],
        id="an image in HTML",
    ),
    # link ---------------------------------------------------------------------------------------------------
    pytest.param(
        "link",
        "# A\n\n[There](pag.md), [here](page.md#aa) and [here](#b).\n\n## B\n",
        [
            "3: the link leads to pag.md, which is not there; did you mean docs/page.md?",
            "3: there is no #aa on docs/page.md; did you mean a?",
        ],
        id="a page and a place",
    ),
    pytest.param(
        "link",
        "# A\n\n[Up](../nowhere/at-all) and [down](#zzzz) and [out](https://example.org/x).\n",
        [
            "3: the link leads to ../nowhere/at-all, which is not there; mend the path, or write the file",
            "3: there is no #zzzz on this page; link to a heading",
        ],
        id="a file and a place like no other",
    ),
    pytest.param(
        "link",
        "# A\n\n{doc}`pages` {doc}`/page` {doc}`the same <page>` {ref}`heer` {ref}`here`\n\n(here)=\n## B\n",
        [
            "3: there is no label 'heer'; did you mean here?",
            "3: there is no page 'pages'; did you mean page?",
        ],
        id="roles",
    ),
    pytest.param(
        "link",
        "# A\n\n{doc}`quux` {ref}`quux` {download}`data <d.toml>`\n",
        [
            "3: there is no file 'd.toml'; mend the path, or write the file",
            "3: there is no label 'quux'; write (quux)= above what is meant",
            "3: there is no page 'quux'; name a page of docs",
        ],
        id="roles like no other",
    ),
    pytest.param(
        "link",
        "# A\n\n```{literalinclude} x.toml\n```\n\n```{toctree}\n:hidden:\n\npage\nTwo <two>\nself\n```\n",
        [
            "10: there is no page 'two'; name a page of docs",
            "3: there is no file 'x.toml'; mend the path, or write the file",
        ],
        id="files and lists of pages",
    ),
    pytest.param(
        "link",
        "# A\n\n:::{card} B\n:link: nowhere\n:link-type: ref\n:::\n\n:::{card} C\n:link: nopage\n:link-type: doc\n:::\n"
        "\n:::{card} D\n:link: no.html\n:::\n",
        [
            "13: the link leads to no.html, which is not there; mend the path, or write the file",
            "3: there is no label 'nowhere'; write (nowhere)= above what is meant",
            "8: there is no page 'nopage'; did you mean page?",
        ],
        id="cards",
    ),
    # heading ------------------------------------------------------------------------------------------------
    pytest.param(
        "heading",
        "## A\n\n#### B\n\n# C\n\n# D\n",
        [
            "1: the heading leaves out #; begin the line with #",
            "3: the heading leaves out ###; begin the line with ###",
            "5: the page has a second title; begin the line with ##",
            "7: the page has a second title; begin the line with ##",
        ],
        id="levels",
    ),
    pytest.param(
        "heading",
        "# A\n\n##\n",
        ["3: the heading is empty; write it, or delete its line"],
        id="an empty one",
    ),
    pytest.param(
        "heading", "Text.\n", ["1: the page has no title; begin it with # and its title"], id="none"
    ),
    # table --------------------------------------------------------------------------------------------------
    pytest.param(
        "table",
        "# A\n\n|  | `b` | |\n|---|---|---|\n| c | d | e |\n",
        ["3: the table has no header above column 1, 3; name what stands in each column"],
        id="a column",
    ),
    pytest.param(
        "table",
        "# A\n\n```{list-table}\n* - a\n  - b\n```\n\n```{list-table}\n:header-rows: 1\n\n* - a\n  - b\n```\n",
        ["3: the table has no header; add :header-rows: 1, and name what stands in each column"],
        id="a list",
    ),
    pytest.param(
        "table",
        "# A\n\n<table><tr><td>a</td></tr></table>\n",
        ["3: the table has no header; add <th>, and name what stands in each column"],
        id="HTML",
    ),
    # banned, loaded, markup ---------------------------------------------------------------------------------
    pytest.param(
        "banned",
        '# A\n\nIt is *just* so, and\nsimply so. "Just so!" It stands just below, `simply`. Ah!\n',
        [
            "3: it says 'just'; leave it out, or say what you mean",
            "4: it has an exclamation mark; say it calmly",
            "4: it says 'simply'; leave it out, or say what you mean",
        ],
        id="words that make light of the work",
    ),
    pytest.param(
        "markup",
        "# A\n\nSee {passage} `T1`. And {.ours} so.\n\n- one\n- two :::\n",
        [
            f"3: '{{.ours}}' {AS_IT_STANDS}",
            f"3: '{{passage}}' {AS_IT_STANDS}",
            f"6: ':::' {AS_IT_STANDS}",
        ],
        id="markup that is none",
    ),
]


@pytest.mark.parametrize(("rule", "text", "said"), CASES)
def test_what_is_amiss_on_a_page_is_told(rule: str, text: str, said: list[str], tmp_path: Path) -> None:
    assert sorted(told_of_page(tmp_path, text, rule)) == sorted(f"{PAGE}:{line} ({rule})" for line in said)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param("quotation", '# A\n\n"Was lit in May," it says {passage}`T1`.\n', id="a right one"),
        pytest.param("quotation", '# A\n\nIt "was lit" and "shone" {passage}`T2`.\n', id="under three words"),
        pytest.param("quotation", '# A\n\nIt "was lit in June", they say.\n', id="beside no passage"),
        pytest.param(
            "quotation",
            '# A\n\nIt "was lit in June" {cite:p}`harbour1923`. So {passage}`T1`.\n',
            id="of a work cited in its sentence",
        ),
        pytest.param(
            "quotation",
            '# A\n\nIt ["was lit in June"]{.outside}, unlike {passage}`T1` {cite:p}`harbour1923`.\n',
            id="marked as from outside",
        ),
        pytest.param(
            "quotation", '# A\n\nSay ["it was not lit"]{.ours} {passage}`T1`.\n', id="marked as ours"
        ),
        pytest.param(
            "quotation", '# A\n\nIt "was lit … lived there now" {passage}`T9`.\n', id="of no passage at all"
        ),
        pytest.param(
            "link",
            "# A\n\n[B](#b) [C](page.md#c-d) [top](/page.md) [m](mailto:a@b.c)\n\n## B\n\n(e)=\n## C d\n\n[E](#e)\n",
            id="a link",
        ),
        pytest.param("heading", "# A\n\n## B\n\n### C\n\n## {doc}`page`\n", id="headings in order"),
        pytest.param(
            "banned", "# A\n\n```text\nJust do it!\n```\n\nAn image ![so](a.png).\n", id="code and images"
        ),
        pytest.param(
            "markup", "# A\n\nUse `:::` and `{.ours}`, {passage}`T1`, [so](#a){.x}.\n", id="markup in code"
        ),
    ],
)
def test_what_is_well_is_not(rule: str, text: str, tmp_path: Path) -> None:
    assert told_of_page(tmp_path, text, rule) == []


# Figures of ours -------------------------------------------------------------------------------------------


def unwritten(_course: Course) -> Figure:
    return Figure(caption=" ", alt="", twin=Twin(intro="", header=(), rows=()))


def undrawable(_course: Course) -> Figure:
    raise ValueError("the dates are out of order\nsomewhere")


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (
            unwritten,
            [
                "the drawing has no alternative text; write it where the figure is drawn",
                "the drawing has no caption; write it where the figure is drawn",
                "the drawing has no sentence above its text twin; write it where the figure is drawn",
                "the drawing has no text twin; write it where the figure is drawn",
            ],
        ),
        (
            undrawable,
            ["the drawing cannot be made: the dates are out of order; mend the data that it is drawn from"],
        ),
    ],
)
def test_a_figure_of_ours_has_its_texts(
    drawing: Callable[[Course], Figure], said: list[str], tmp_path: Path
) -> None:
    root = course_with(tmp_path, {PAGE: "# A\n\n```{drawing} lamp\n```\n"})

    assert told(root, ["figure"], {"lamp": drawing}) == [f"{PAGE}:3: {line} (figure)" for line in said]


# Words and names -------------------------------------------------------------------------------------------

LOADED = 'loaded = ["gloomy", "a wreck"]\n\n[[names]]\n'
PEOPLE = """\
[[people]]
id = "ole"
name = "Ole Björnson"
group = "page"
role = "Keeper"
side = "Gull Rock"
knows = "He was there."
also = ["Ole Bjornson", "O. Björnson", "Björnson"]
passages = ["T1"]

[[people]]
id = "board"
name = "HB"
group = "outlet"
role = "The Board"
side = "Bergen"
knows = "It met there."
also = ["Harbour Board"]
passages = ["T3"]
"""


def course_with_loaded_words(folder: Path, text: str) -> Path:
    root = course_with(folder, {PAGE: text})
    source = root / "docs" / "sources" / "tiny.toml"
    source.write_text(source.read_text(encoding="utf-8").replace("[[names]]\n", LOADED, 1), encoding="utf-8")
    return root


def test_a_source_s_own_judgements_stand_between_quotation_marks(tmp_path: Path) -> None:
    text = '# The gloomy rock\n\nA "gloomy" rock {passage}`T4`, and a\nwreck. Gloominess, `gloomy`.\n'

    assert told(course_with_loaded_words(tmp_path, text), ["loaded"]) == [
        f"{PAGE}:1: 'gloomy' is a word of the page on Gull Rock; {QUOTE_IT} (loaded)",
        f"{PAGE}:3: 'a wreck' is a word of the page on Gull Rock; {QUOTE_IT} (loaded)",
    ]


def test_a_name_is_spelt_as_in_the_who_s_who(tmp_path: Path) -> None:
    text = '# Ole Björnson\n\nOle Bjornson, or Björnson, of the Harbour Board. Also "O. Björnson".\n'
    root = course_with(tmp_path, {PAGE: text, "docs/data/people.toml": PEOPLE})

    assert told(root, ["name"]) == [
        f"{PAGE}:3: 'Ole Bjornson' is spelt otherwise here; write 'Ole Björnson' (name)"
    ]


def test_the_who_s_who_itself_may_spell_otherwise(tmp_path: Path) -> None:
    page = "docs/reference/whos-who.md"
    root = course_with(tmp_path, {page: "# People\n\nOle Bjornson.\n", "docs/data/people.toml": PEOPLE})

    assert told(root, ["name"]) == []


def test_words_about_words_are_not_weighed(tmp_path: Path) -> None:
    text = "# A\n\nIt is simply so!\n"
    files = dict.fromkeys(("docs/decisions/0001-a.md", "docs/authors/a.md", "README.md"), text)

    assert told(course_with(tmp_path, files), ["banned"]) == []


# Exercises and data ----------------------------------------------------------------------------------------


def test_exercises_and_data_are_read_too(tmp_path: Path) -> None:
    data = '[[events]]\nid = "a"\ntitle = "It was simply lit"\nnote = """\nNo.\nIt burnt!\n"""\nhedge = "just so"\n'
    root = course_with(tmp_path, {"docs/data/events.toml": data})
    key = root / "exercises" / "t1-choice" / "key.toml"
    key.write_text(
        key.read_text(encoding="utf-8").replace("that is less than", "that is obviously less than"),
        encoding="utf-8",
    )

    assert told(root, ["banned"]) == [
        "docs/data/events.toml:3: it says 'simply'; leave it out, or say what you mean (banned)",
        "docs/data/events.toml:6: it has an exclamation mark; say it calmly (banned)",
        "exercises/t1-choice/key.toml:5: it says 'obviously'; leave it out, or say what you mean (banned)",
    ]


# Copies ----------------------------------------------------------------------------------------------------

COPIED = "The lighthouse on Gull Rock was lit in May 1901; two keepers\nlived {passage}`T1` there."
"""All of T1, fourteen words."""


@pytest.mark.parametrize("name", [PAGE, "exercises/t1-choice/notes.txt", "src/package/lamp.py", "README.md"])
def test_more_than_14_words_in_a_row_are_found_in_any_file(name: str, tmp_path: Path) -> None:
    root = course_with(tmp_path, {name: f"# A\n\nIt says: “{COPIED}” The lamp seems\n"})

    assert told(root, ["copied"]) == [
        f"{name}:3: 17 words in a row stand in T1 and T2; paraphrase, or quote 14 at most (copied)"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(COPIED, id="14 words"),
        pytest.param(f"{COPIED} A lamp seems to have come", id="14 words and others"),
        pytest.param(f"{COPIED} In 1923, says the harbour report", id="words of the passage after next"),
    ],
)
def test_14_words_in_a_row_are_not(text: str, tmp_path: Path) -> None:
    assert told(course_with(tmp_path, {PAGE: f"# A\n\n{text}\n"}), ["copied"]) == []


def test_what_is_no_text_of_ours_is_passed_over(tmp_path: Path) -> None:
    copied = COPIED + " The lamp seems"
    names = ["docs/a.index.json", "docs/a.png", "docs/.cache/a.md", "src/__pycache__/a.txt", "tests/a.py"]

    assert told(course_with(tmp_path, dict.fromkeys(names, copied)), ["copied"]) == []
