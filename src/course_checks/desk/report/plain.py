"""The report as JSON holds it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from course_checks import __version__
from course_checks.desk.report.figures import ClassFigures, Missing

FORMAT = 1


def plain_of(held: ClassFigures) -> dict[str, Any]:
    """The whole report: every figure with its interval, or `not_computed` and why; four decimals."""
    return {"report": FORMAT, "tool": __version__, **_plain(held)}


def _plain(value: Any) -> Any:
    if isinstance(value, Missing):
        return {"not_computed": value.why}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return round(value, 4) if isinstance(value, float) else value
