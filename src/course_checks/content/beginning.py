"""Beginning an exercise: a folder with every field of its kind, drawn from the code, waiting to be filled in."""

import ast
import inspect
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import MISSING, asdict, fields, is_dataclass
from itertools import pairwise
from pathlib import Path
from textwrap import dedent, wrap
from typing import Any, Literal, get_args, get_origin

from course_checks.content.exercises import BARE, BARE_REMEDY, EXERCISE, KEY, RESPONSES, Public
from course_checks.core.part import Option, Options, Part, Prose, describe
from course_checks.exercise import Because, Item, ItemKey, SlipRule
from course_checks.plain import build, shape
from course_checks.sheet.files import DEVICES
from course_checks.sheet.workspace import WorkspaceError
from course_checks.validators import Fault, Kind, load

ITEM = "item1"
SAMPLE_IDS = ("a", "b", "c")
_WIDTH = 100
_HONESTY = (
    "auto: the page shows it. keyed: a published judgement. form: form alone. human: a person reads it."
)


def begin_exercise(place: Path, exercise: str, kind: str, known: Iterable[str] = ()) -> tuple[Path, ...]:
    """Make the folder `exercise` in `place` with the three files of an exercise of one `kind`; the files made.

    `known` are the ids that exercises elsewhere have.  Raises WorkspaceError where the name will not do or is
    taken, or `place` is the folder of an exercise; OSError where nothing can be written.
    """
    folder = place / exercise
    if (place / EXERCISE).is_file():
        raise WorkspaceError(
            f"The folder {place} is that of an exercise, and another cannot lie in it. Name the folder above it."
        )
    if why := _unfit(exercise):
        raise WorkspaceError(f"“{exercise}” cannot be the name of an exercise: {why}.")
    if folder.exists() or folder.is_symlink():
        raise WorkspaceError(f"{folder} is there already, and nothing was changed. Choose another name.")
    here = [one.name for one in place.iterdir() if one.is_dir()] if place.is_dir() else []
    if why := _taken(exercise, (*known, *here)):
        raise WorkspaceError(f"{why}, and nothing was changed. Choose another name.")
    texts = {EXERCISE: exercise_text(kind), KEY: key_text(kind), RESPONSES: responses_text(kind)}
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(folder / name for name in texts)


def _unfit(exercise: str) -> str:
    """Why no exercise can have this name; empty if one can."""
    if not BARE.fullmatch(exercise):
        return BARE_REMEDY
    if exercise.startswith(("_", "-")):
        return "begin it with a letter or a digit"
    if exercise.casefold() in DEVICES:
        return "on Windows it means a device, and no folder can be called so"
    return ""


def _taken(exercise: str, known: Iterable[str]) -> str:
    """Which of the exercises `known` would be mistaken for this one, in a sentence without its end; empty if none."""
    wanted = exercise.casefold()
    for one in known:
        if one == exercise:
            return f"There is an exercise {one} already"
        if one.casefold() == wanted:
            return f"There is an exercise {one} already, and {exercise} differs from it in capitals alone"
        if one.casefold().startswith(f"{wanted}-"):
            return f"{exercise} means all exercises whose names begin with {exercise}-, such as {one}"
    return ""


def exercise_text(kind: str) -> str:
    """exercise.toml of an exercise with one item."""
    ask = load(kind).Ask
    given = {"id": ITEM, "kind": kind}
    lines = [
        "# What the learner sees.  A text in quotes is MyST; a field that the notes do not call for may go.",
        "",
    ]
    lines += _lines(_blank(Public), _notes(Public))
    lines += ["", "[[items]]"]
    lines += _lines(_blank(Item, leave_out=("ask",)) | given, _notes(Item) | {"honesty": _HONESTY})
    lines += ["", *_comment(inspect.getdoc(ask) or ""), *_lines(_blank(ask), _notes(ask))]
    return _text(lines)


def key_text(kind: str) -> str:
    """key.toml of the same exercise."""
    loaded = load(kind)
    ask = build(loaded.Ask, _blank(loaded.Ask))
    accept = _accept(loaded, ask)
    flat = {name: one for name, one in accept.items() if not isinstance(one, dict)}
    tables = {name: one for name, one in accept.items() if isinstance(one, dict)}
    because = _blank(Because)
    common = _blank(ItemKey, leave_out=("accept", "because", "slips"))
    proof = {name: because[name] for name in ("passage", "quote", "why")}
    lines = ["# What is accepted, what proves it, and what is said to each misreading.", "", f"[{ITEM}]"]
    said = _comment(inspect.getdoc(loaded.Accept) or "")
    lines += [*said, *_lines(flat, _notes(loaded.Accept)), ""] if flat else []
    lines += _comment(
        f"{inspect.getdoc(Because) or ''} Each proof has one of passage, silent, card and cite."
    )
    lines += _lines({"because": [proof]}, {})
    lines += _lines(common, _notes(ItemKey))
    for name, table in tables.items():
        notes = _comment(_notes(loaded.Accept).get(name, "")) or (said if not flat else [])
        lines += ["", *notes, f"[{ITEM}.{name}]", *_lines(table, {})]
    for slip in loaded.own_slips(ask):
        lines += ["", "# The kind recognises this one by itself.", f"[[{ITEM}.slips]]"]
        lines += _lines({"id": slip, "say": ""}, {})
    lines += [
        "",
        *_comment(f"{inspect.getdoc(SlipRule) or ''} One of your own is reached by values of parts."),
    ]
    lines += [f"# [[{ITEM}.slips]]", *(f"# {line}" for line in _lines({"id": "", "when": {}, "say": ""}, {}))]
    return _text(lines)


def responses_text(kind: str) -> str:
    """responses.toml of the same exercise."""
    loaded = load(kind)
    ask = build(loaded.Ask, _blank(loaded.Ask))
    parts = loaded.parts(ask)
    lines = [
        "# Answers, and what the check must make of them.  A score is a decimal or a fraction, such as 2/3.",
        "",
    ]
    lines += ["# The parts of this exercise:"]
    lines += [f"#     {ITEM}.{part.id}: {describe(part.domain)}" for part in parts]
    blank = dict.fromkeys((part.id for part in parts), "")
    scored = any(part.scored for part in parts)
    lines += _labelled("model", {"score": "1"} if scored else {"ending": "read"}, blank)
    for slip in loaded.own_slips(ask):
        ended = {"score": ""} if scored else {"ending": "read"}
        lines += _labelled(slip, {**ended, "slips": [slip]}, blank)
    if loaded.everything(ask) is not None:
        lines += _labelled("everything", {"score": "0"}, dict(loaded.everything(ask) or {}))
    lines += _labelled("nothing", {"ending": "unanswered"}, {})
    if not all(isinstance(part.domain, Prose) for part in parts):
        lines += _labelled("nonsense", {"ending": "invalid"}, {_strict(parts): "?!"})
    return _text(lines)


def _labelled(name: str, expect: Mapping[str, Any], answers: Mapping[str, str]) -> Iterator[str]:
    yield from ("", "[[responses]]", f'name = "{name}"', f"expect = {_inline({ITEM: dict(expect)})}")
    if answers:
        yield "[responses.answers]"
        yield from (f"{ITEM}.{part} = {_inline(text)}" for part, text in answers.items())


def _strict(parts: tuple[Part, ...]) -> str:
    """A part that does not take whatever is typed; the first, if there is none."""
    return next((part.id for part in parts if isinstance(part.domain, Options)), parts[0].id)


def _blank(cls: Any, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    """Every field of a dataclass as plain data: its default, or the emptiest value of its type."""
    held = {}
    for one in fields(cls):
        if one.name in leave_out:
            continue
        if one.default is not MISSING:
            held[one.name] = _plain(one.default)
        elif one.default_factory is not MISSING:
            held[one.name] = _plain(one.default_factory())
        else:
            held[one.name] = _emptiest(shape(cls)[one.name])
    return held


def _emptiest(kind: Any, name: str = "") -> Any:
    """The emptiest value of a type; a list of tables has a few, so that their fields are seen."""
    origin = get_origin(kind)
    if is_dataclass(kind):
        held = _blank(kind)
        return held | {"id": name} if name and "id" in held else held
    if origin is tuple:
        inside = get_args(kind)[0]
        return [_emptiest(inside, one) for one in SAMPLE_IDS] if is_dataclass(inside) else []
    if origin is Literal:
        return get_args(kind)[0]
    if origin is not None:
        return {}
    return {str: "", bool: False, int: 0}[kind]


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def _accept(kind: Kind, ask: Any) -> dict[str, Any]:
    """What the kind accepts, blank; tables have a line for each name that the kind does not object to."""
    blank, tables, parts = _blank(kind.Accept), _tables(kind.Accept), kind.parts(ask)

    def filled(names: Iterable[str]) -> dict[str, Any]:
        return blank | {name: _named(kind.Accept, name, names) for name in tables}

    domains = (part.domain for part in parts if isinstance(part.domain, Options))
    options = (name for domain in domains for name in domain.ids)
    names = dict.fromkeys([*(part.id for part in parts), *(one.id for one in _options(ask)), *options])
    problems = [problem for place, problem, _ in _faults(kind, ask, filled(names)) if place in tables]
    return filled(name for name in names if not any(one.startswith(f"{name!r} ") for one in problems))


def _tables(cls: Any) -> list[str]:
    """The required fields of a dataclass that are tables."""
    required = [one.name for one in fields(cls) if one.default is MISSING and one.default_factory is MISSING]
    return [name for name in required if get_origin(shape(cls)[name]) not in (None, tuple, Literal)]


def _named(cls: Any, field: str, names: Iterable[str]) -> dict[str, Any]:
    return {name: _emptiest(get_args(shape(cls)[field])[1]) for name in names}


def _options(ask: Any) -> tuple[Option, ...]:
    """The options of the first list of them that an item asks about."""
    lists = (getattr(ask, one.name) for one in fields(ask))
    return next((one for one in lists if isinstance(one, tuple) and one and isinstance(one[0], Option)), ())


def _faults(kind: Kind, ask: Any, held: Mapping[str, Any]) -> tuple[Fault, ...]:
    """What the kind says of a blank key."""
    with suppress(KeyError, IndexError, ValueError):  # a blank key may lack what a kind takes for granted
        return tuple(kind.faults(ask, build(kind.Accept, dict(held))))
    return ()


def _notes(cls: Any) -> dict[str, str]:
    """What the code says of each field of a dataclass: the text that stands under it."""
    notes: dict[str, str] = {}
    body = ast.parse(dedent(inspect.getsource(cls))).body[0]
    statements = body.body if isinstance(body, ast.ClassDef) else []
    for before, after in pairwise(statements):
        match before, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                notes[name] = inspect.cleandoc(said)
    return notes


def _lines(table: Mapping[str, Any], notes: Mapping[str, str]) -> Iterator[str]:
    for name, value in table.items():
        yield from _comment(notes.get(name, ""))
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield from (f"{name} = [", *(f"    {_inline(one)}," for one in value), "]")
        else:
            yield f"{_key(name)} = {_inline(value)}"


def _inline(value: Any) -> str:
    """A value as TOML writes it on one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False)
        case list():
            return f"[{', '.join(map(_inline, value))}]"
        case dict() if value:
            return f"{{ {', '.join(f'{_key(name)} = {_inline(one)}' for name, one in value.items())} }}"
        case dict():
            return "{}"
        case _:
            return str(value)


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else _inline(name)


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(" ".join(text.split()), _WIDTH)]


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
