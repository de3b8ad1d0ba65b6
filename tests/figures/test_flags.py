"""Labels keep out of one another's way, wherever their marks stand."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.figures.flags import CannotPlaceError, Flag, place_flags, spread


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(10, 140)), max_size=5))
def test_no_flag_covers_another_and_no_pole_crosses_a_flag(wanted: list[tuple[float, float]]) -> None:
    """“No two labels come closer than *apart*, and no pole crosses a label.” The promise of `place_flags`."""
    flags = [Flag(pole=pole, width=width, low=-200, high=1100) for pole, width in sorted(wanted)]
    try:
        placed = list(zip(flags, place_flags(flags, apart=6), strict=True))
    except CannotPlaceError:
        return  # marks on one spot: refused, not overlapped
    for (flag, place), (other, taken) in combinations(placed, 2):
        if place.lane == taken.lane:
            assert place.end + 6 <= taken.start or taken.end + 6 <= place.start
        low, pole = (place, other.pole) if place.lane < taken.lane else (taken, flag.pole)
        assert place.lane == taken.lane or not low.start < pole < low.end


def test_a_flag_turns_to_the_other_side_rather_than_leave_its_zone() -> None:
    (place,) = place_flags([Flag(pole=95, width=50, low=0, high=100)], apart=6)

    assert (place.hangs, place.start, place.end) == ("left", 45, 95)


def test_a_row_too_tight_for_flags_carries_signs() -> None:
    flags = [Flag(pole=pole, width=105, low=0, high=320) for pole in (62, 159, 210, 264)]

    assert "sign" in {place.hangs for place in place_flags(flags, apart=8)}


def test_what_does_not_fit_is_refused_with_what_to_do() -> None:
    flags = [Flag(pole=50, width=120, low=0, high=100)]

    with pytest.raises(CannotPlaceError, match="give some of these events the level all, or shorter labels"):
        place_flags(flags, apart=6)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(1, 60)), min_size=1, max_size=12), st.floats(0, 900))
def test_blocks_are_spread_in_order_without_overlap_or_not_at_all(
    wanted: list[tuple[float, float]], room: float
) -> None:
    wanted.sort()
    starts = spread([at for at, _ in wanted], [size for _, size in wanted], 0, room)

    if starts is None:
        assert sum(size for _, size in wanted) > room
        return
    ends = [start + size for start, (_, size) in zip(starts, wanted, strict=True)]
    assert starts[0] >= -1e-6
    assert ends[-1] <= room + 1e-6
    assert all(end <= start + 1e-6 for end, start in zip(ends, starts[1:], strict=False))


def test_a_block_with_room_stays_where_it_is_wanted() -> None:
    assert spread([10, 100], [20, 20], 0, 200) == (10, 100)
