"""What is in a ZIP file: read without unpacking it to disk, and whatever it claims."""

import io
import stat
import tracemalloc
import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.desk import archives
from course_checks.desk.archives import (
    BOMB,
    DAMAGED,
    LARGE,
    LINK,
    LOCKED,
    LONG_LIST,
    OUTSIDE,
    STRANGE,
    UNREADABLE,
    Allowance,
    Archive,
    UnpackError,
)
from tests.desk import zips
from tests.desk.zips import packed

MOST = 1024 * 1024
ENOUGH = b'{"hand_in": 1}' * 100


def read(data: bytes, most: int = MOST, allowance: Allowance | None = None) -> dict[str, bytes | str]:
    """Each member with its bytes, or why it is not read; or why the archive is not."""
    try:
        archive = Archive(io.BytesIO(data), allowance or Allowance())
    except UnpackError as error:
        return {"": str(error)}
    found: dict[str, bytes | str] = {}
    for member in archive.members():
        try:
            found[str(member.inside)] = member.read(most)
        except UnpackError as error:
            found[str(member.inside)] = str(error)
    return found


# Honest ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stored", [True, False])
def test_members_are_read_as_they_were_packed(*, stored: bool) -> None:
    files = {"a/hand-in.json": ENOUGH, "é 陈.toml": b"x", "empty.json": b""}

    assert read(packed(files, stored=stored)) == files


def test_a_name_in_utf_8_that_does_not_say_so_is_read_so() -> None:
    data = bytearray(packed({"Müller.json": b"1"}))
    at = zips.place(bytes(data))
    data[at.local + 7] &= ~0x08
    data[at.listed + 9] &= ~0x08

    assert list(read(bytes(data))) == ["Müller.json"]


def test_backslashes_part_folders() -> None:
    assert list(read(packed({"Ada\\answers\\x.json": b"1"}))) == ["Ada/answers/x.json"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), max_size=6))
def test_no_two_members_have_one_place_and_none_leads_anywhere(names: list[str]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zips.info(name), b"1")

    seen = [one.inside for one in Archive(io.BytesIO(out.getvalue()), Allowance()).members()]

    assert len(set(seen)) == len(seen)
    for inside in seen:
        assert not inside.is_absolute()
        assert ".." not in inside.parts
        assert inside != PurePosixPath()


# Hostile ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../x.json",
        "a/../../x.json",
        "/etc/x.json",
        "C:\\x.json",
        "c:x.json",
        "..\\..\\x.json",
        "\\\\host\\x.json",
    ],
)
def test_a_name_that_leads_out_is_not_read(name: str) -> None:
    found = read(packed({name: b"1"}))

    assert list(found.values()) == [OUTSIDE]


def test_links_and_devices_are_not_read() -> None:
    assert read(zips.with_link("a.json", "/etc/passwd")) == {"a.json": LINK}
    assert read(zips.with_mode("a.json", "", stat.S_IFIFO | 0o644)) == {"a.json": LINK}
    assert read(zips.with_mode("a.json", "", stat.S_IFCHR | 0o644)) == {"a.json": LINK}


def test_what_is_locked_is_told() -> None:
    assert read(zips.locked(packed({"a.json": ENOUGH}))) == {"a.json": LOCKED}


@pytest.mark.parametrize("method", [12, 14, 9, 99])
def test_other_ways_of_packing_are_told(method: int) -> None:
    """Of these a few bytes may unpack to any size at once."""
    assert read(zips.packed_by(packed({"a.json": ENOUGH}), method)) == {"a.json": STRANGE}


def test_a_bomb_is_given_up_early() -> None:
    bomb = packed({"a.json": b" " * MOST})
    assert len(bomb) < 2000

    allowance = Allowance()
    assert read(bomb, allowance=allowance) == {"a.json": BOMB}
    assert Allowance().unpacked - allowance.unpacked < 4 * archives.FREE + archives.MOST_RATIO * len(bomb)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zips.claiming(packed({"a.json": ENOUGH}), 0xFFFFFFFE), LARGE),
        (zips.claiming(packed({"a.json": ENOUGH}), MOST + 1), LARGE),
        (zips.claiming(packed({"a.json": ENOUGH}), 10), UNREADABLE),
        (zips.claiming(packed({"a.json": b" " * 9 * MOST}), 100), UNREADABLE),
        (zips.claiming(packed({"a.json": ENOUGH}), MOST), None),
        (zips.claiming_packed(packed({"a.json": ENOUGH}), 0xFFFFFFFE), None),
        (zips.claiming_packed(packed({"a.json": ENOUGH}), 3), UNREADABLE),
    ],
)
def test_claimed_sizes_are_not_believed(data: bytes, why: str | None) -> None:
    tracemalloc.start()
    try:
        found = read(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 3 * MOST
    ((_, told),) = found.items()
    assert told == why if why else told in (ENOUGH, UNREADABLE)


@pytest.mark.parametrize("size", [0x7FFFFFFF, 0xFFFFFFFE, 5 * MOST])
def test_a_list_of_contents_is_not_read_beyond_its_limit(size: int) -> None:
    assert read(zips.listing(packed({"a.json": ENOUGH}), size)) in ({"": LONG_LIST}, {"": DAMAGED})


def test_a_list_that_is_too_long_is_told() -> None:
    data = zips.overlapping("n" * 200 + ".json", 20_000, b"1")

    assert read(data) == {"": LONG_LIST}


def test_one_member_under_many_names_is_read_as_often_as_the_limits_let_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives, "MOST_RATIO", 10_000)
    data = zips.overlapping("a.json", 50, b"{" * MOST)
    allowance = Allowance(unpacked=5 * MOST)
    archive = Archive(io.BytesIO(data), allowance)
    told = []
    for member in archive.members():
        try:
            told.append(len(member.read(MOST)))
        except UnpackError:
            told.append(0)

    assert allowance.unpacked <= 0 or sum(told) <= MOST  # newer Pythons refuse members that overlap
    assert len(told) < 50 or not any(told[1:])


def test_ten_thousand_files_are_read_and_no_more_than_the_limit() -> None:
    data = packed({f"{n}.json": b"1" for n in range(10_000)}, stored=True)
    assert len(read(data)) == 10_000

    allowance = Allowance(members=100)
    archive = Archive(io.BytesIO(data), allowance)
    assert len(list(archive.members())) == 100
    assert archive.has_more


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"x" * 100, b"PK\x03\x04" + b"\0" * 90]
)
def test_what_is_no_zip_is_told_or_empty(data: bytes) -> None:
    assert read(data) in ({}, {"": DAMAGED})


@given(st.data())
def test_no_damage_whatever_stops_it(data: st.DataObject) -> None:
    whole = bytearray(packed({"a.json": ENOUGH, "b/c.toml": b"x" * 50}))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))

    for one in (bytes(whole), bytes(whole[:cut])):
        for told in read(one).values():
            assert isinstance(told, bytes | str)


def test_lines_are_read_one_by_one_as_far_as_they_can_be() -> None:
    def lines(data: bytes) -> list[str]:
        (member,) = Archive(io.BytesIO(data), Allowance()).members()
        return list(member.lines())

    assert lines(packed({"a.yml": "é\nb\n"})) == ["é\n", "b\n"]
    assert lines(zips.claiming(packed({"a.yml": "a\n" * 2000}), 100)) == []
    with pytest.raises(UnpackError):
        lines(zips.with_link("a.yml", "/etc/passwd"))
