"""What the properties of this folder are tried on: layouts, texts, and sheets written with care."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from course_checks.core.part import CERTAINTY, YES_NO, Domain, Number, Option, Options, Part, Passages, Prose
from course_checks.sheet.layout import EXERCISE, Block, Field, Layout

Draw = Callable[[st.SearchStrategy[str]], str]

IDS = st.text("abAB12-_", min_size=1, max_size=6)
LOOKALIKES = (
    'need.choice = "a"',
    'reason = """',
    '"""',
    "'''",
    "[need]",
    "# a note",
    "exercise =",
    "\\",
    '"',
    "'",
)
"""What a learner may have between the quotes that looks like a line of the sheet."""

LINES = st.one_of(
    st.text(st.characters(exclude_categories=["C"]), max_size=30),
    st.text("ab \t'\"\\=#[]", max_size=12),
    st.sampled_from(LOOKALIKES),
)
"""Text of one line that holds nothing that cannot be seen."""
TEXTS = st.lists(LINES, max_size=4).map("\n".join)


def domains() -> st.SearchStrategy[Domain]:
    made = st.lists(st.builds(Option, id=IDS, text=st.text(max_size=20)), min_size=1, max_size=4).map(
        lambda options: Options(options=tuple(options))
    )
    return st.one_of(
        made,
        st.sampled_from(
            [YES_NO, CERTAINTY, Passages(), Passages(most=3), Number(low=1, high=7), Prose(words=6)]
        ),
    )


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Any sheet that authors may make."""
    items = draw(st.lists(IDS.filter(lambda name: name != EXERCISE), min_size=1, max_size=4, unique=True))
    blocks = []
    for item in items:
        names = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
        domain = draw(domains())
        several = [domain if draw(st.booleans()) else draw(domains()) for _ in names]
        fields = tuple(
            Field(item=item, part=Part(id=name, domain=one, label=draw(st.text(max_size=90))))
            for name, one in zip(names, several, strict=True)
        )
        kind = draw(st.sampled_from(["order", "match"]))
        blocks.append(Block(item_id=item, kind=kind, prompt=draw(st.text(max_size=80)), fields=fields))
    texts = st.text(max_size=80)
    return Layout(
        exercise_id=draw(IDS),
        title=draw(texts),
        minutes=draw(st.integers(0, 99)),
        intro=draw(texts),
        blocks=tuple(blocks),
    )


def with_prose(layout: Layout) -> Layout:
    """The same sheet asking for prose everywhere: any text is then an answer like any other."""
    return replace(
        layout,
        blocks=tuple(
            replace(
                block,
                fields=tuple(replace(one, part=replace(one.part, domain=Prose())) for one in block.fields),
            )
            for block in layout.blocks
        ),
    )


def code(mark: str) -> str:
    """A character by its number."""
    return f"\\u{ord(mark):04x}" if ord(mark) < 0x10000 else f"\\U{ord(mark):08X}"


BREAKS = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


@st.composite
def strings(draw: st.DrawFn, text: str) -> str:
    """`text` as a TOML string, in any of the four ways that can hold it."""
    ways = ["basic", "long"]
    if "'" not in text:
        ways += ["long literal"] + ["literal"] * ("\n" not in text)
    match draw(st.sampled_from(ways)):
        case "literal":
            return f"'{text}'"
        case "long literal":
            return f"'''\n{text}'''"
        case "long":
            bare = text.replace("\\", "\\\\").replace('"""', '""\\"')
            bare = bare[:-1] + '\\"' if bare.endswith('"') and draw(st.booleans()) else bare
            folded = draw(st.sampled_from(["\n", "\\\n  \n ", "" if not bare.startswith("\n") else "\n"]))
            folded = "\n" if bare[:1].isspace() else folded
            return f'"""{folded}{bare}"""'
        case _:
            spelt = set(draw(st.lists(st.integers(0, 30), max_size=3)))
            marks = (code(mark) if at in spelt else BREAKS.get(mark, mark) for at, mark in enumerate(text))
            return f'"{"".join(marks)}"'


@st.composite
def well_formed(draw: st.DrawFn, layout: Layout) -> str:
    """A sheet with any answers, written as TOML 1.0 allows it to be written."""
    lines = [f'exercise{draw(SPACES)}={draw(SPACES)}"{layout.exercise_id}"{draw(NOTES)}']
    headed = draw(st.booleans())
    own = [f'{field.name} = "a"' for field in layout.fields] + [
        f'{field.part.id} = """' for field in layout.fields
    ]
    own += [f"[{block.item_id}]" for block in layout.blocks]
    texts = st.lists(st.one_of(LINES, st.sampled_from(own)), max_size=4).map("\n".join)
    for block in draw(st.permutations(layout.blocks)):
        if headed:
            lines.append(
                f"{draw(SPACES)}[{draw(SPACES)}{draw(keys(block.item_id))}{draw(SPACES)}]{draw(NOTES)}"
            )
        for field in block.fields:
            key = draw(keys(field.part.id))
            if not headed:
                key = f"{draw(keys(field.item))}{draw(SPACES)}.{draw(SPACES)}{key}"
            value = draw(strings(draw(texts)))
            lines.append(f"{draw(SPACES)}{key}{draw(SPACES)}={draw(SPACES)}{value}{draw(NOTES)}")
            lines += draw(st.lists(st.sampled_from(["", " \t", "# a note", '  # x.y = "z"']), max_size=1))
    return draw(st.sampled_from(["\n", "\r\n"])).join("\n".join(lines).split("\n")) + draw(
        st.sampled_from(["", "\n"])
    )


SPACES = st.sampled_from(["", " ", "\t", "  "])
NOTES = st.sampled_from(["", " ", "# a note", '   # "quoted" = note'])


def keys(name: str) -> st.SearchStrategy[str]:
    """A name, bare or quoted."""
    return st.sampled_from([name, name, f'"{name}"', f"'{name}'"])
