"""Whose a file is, as Moodle, Canvas and Gradescope say by its name, or beside it."""

import json
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_checks.desk import gradescope
from course_checks.desk.gradescope import claim_in, claims_in
from course_checks.desk.schemes import Claim, agree, claim_of, submission_in

LATE = "Canvas marks it as late."


@pytest.mark.parametrize(
    ("path", "system", "name", "account", "late"),
    [
        ("Ada Lovelace_1234567_assignsubmission_file_/hand-in.json", "Moodle", "Ada Lovelace", "", ""),
        ("Ada Lovelace_1234567_assignsubmission_file/hand-in.json", "Moodle", "Ada Lovelace", "", ""),
        ("Ada Lovelace_1234567_assignsubmission_file/week 1/x.json", "Moodle", "Ada Lovelace", "", ""),
        ("Ada Lovelace_1234567_assignsubmission_file_hand-in.json", "Moodle", "Ada Lovelace", "", ""),
        ("Ada Lovelace_1234567_assignsubmission_onlinetext.html", "", "", "", ""),
        ("week1.zip/陈 伟_12_assignsubmission_file_/x.json", "Moodle", "陈 伟", "", ""),
        ("Participant_99_assignsubmission_file_/x.json", "Moodle", "Participant 99", "", ""),
        ("lovelaceada_12345_67890_hand-in.json", "Canvas", "lovelaceada", "12345", ""),
        ("lovelaceada_LATE_12345_67890_hand-in-1.json", "Canvas", "lovelaceada", "12345", LATE),
        ("submissions.zip/lovelaceada_12345_67890_a_1_2.toml", "Canvas", "lovelaceada", "12345", ""),
        ("lovelaceada_12345_67890_work.zip/hand-in.json", "Canvas", "lovelaceada", "12345", ""),
        ("o_brienkim_12_34_x_y.json", "Canvas", "o_brienkim", "12", ""),
        ("müllerjürgen_LATE_1_2_x.json", "Canvas", "müllerjürgen", "1", LATE),
        ("anon_a1B2c_67890_hand-in.json", "Canvas", "anon_a1B2c", "", ""),
        ("LATE_anon_a1B2c_67890_hand-in.json", "Canvas", "anon_a1B2c", "", LATE),
        ("hand-in.json", "", "", "", ""),
        ("ada_1_2.json", "", "", "", ""),
        ("12345_u01-layers.toml", "", "", "", ""),
        ("u01_1_layers.toml", "", "", "", ""),
        ("Ada/hand-in (1).json", "", "", "", ""),
    ],
)
def test_a_path_says_whose_a_file_is(path: str, system: str, name: str, account: str, late: str) -> None:
    claim = claim_of(PurePosixPath(path)) or Claim(system="")

    assert (claim.system, claim.name, claim.account, claim.late) == (system, name, account, late)


def test_who_is_hidden_is_nobody_to_compare_with() -> None:
    for path in ("Participant_99_assignsubmission_file_/x.json", "anon_a1B2c_67890_hand-in.json"):
        claim = claim_of(PurePosixPath(path))
        assert claim is not None
        assert agree(claim, "Ada Lovelace")


@pytest.mark.parametrize(
    ("claimed", "squashed", "name", "same"),
    [
        ("Ada Lovelace", False, "ada lovelace", True),
        ("Ada Lovelace", False, "Lovelace, Ada", True),
        ("Ada King Lovelace", False, "Ada Lovelace", True),
        ("Ada Lovelace", False, "Ada", True),
        ("Jürgen Müller", False, "Jurgen Muller", True),
        ("Ada Lovelace", False, "Ada Byron", False),
        ("Adam Bo", False, "Ada", False),
        ("Ada Lovelace", False, "", True),
        ("Ada Lovelace", False, "1815", True),
        ("lovelaceada", True, "Ada Lovelace", True),
        ("o_brienkim", True, "Kim O'Brien", True),
        ("mullerjurgen", True, "Jürgen Müller", True),
        ("lovelaceada", True, "Bo Example", False),
        ("ada", True, "Ada Ada", False),
        ("陈伟", False, "陈伟", True),
        ("陈伟", False, "王芳", False),
    ],
)
def test_two_names_agree_where_one_person_may_have_both(
    claimed: str, name: str, *, squashed: bool, same: bool
) -> None:
    assert agree(Claim(system="x", name=claimed, squashed=squashed), name) is same


@given(st.text(max_size=80))
def test_no_name_whatever_stops_the_reading_of_it(name: str) -> None:
    path = PurePosixPath(name or "x")
    claim = claim_of(path) or Claim(system="x", name=name)

    assert isinstance(agree(claim, name), bool)
    assert submission_in(path) is None or "submission_" in name


# Gradescope ------------------------------------------------------------------------------------------------

EXPORT = """---
submission_409194023:
  :submitters:
  - :name: Ada Lovelace
    :sid: '1815'
    :email: ada@example.edu
  :created_at: 2026-04-26 17:34:00.861687000 Z
  :score: 2.0
  :results:
    score: 2.0
    output: |-
      =====
      submission_1:
        :submitters:
        - :name: Forged
submission_500000001:
  :submitters:
  - :name: "Al\\xEDce \\"A\\" O'Brien"
    :sid: '222'
  - :name: 'Bo O''Hara'
    :email: bo@example.edu
  :score: 10.0
  :history:
  - :id: 7
    :submitters:
    - :name: Old
submission_600000002:
  :submitters:
    - :sid: 333
submission_700000003:
  :submitters: []
"scan.pdf":
  :submitters:
  - :name: 陈伟
"""


def test_an_export_says_who_handed_each_folder_in() -> None:
    claims = claims_in(EXPORT.splitlines(keepends=True))

    told = {name: (one.name, one.number, one.email, one.others) for name, one in claims.items()}
    assert told == {
        "submission_409194023": ("Ada Lovelace", "1815", "ada@example.edu", ()),
        "submission_500000001": ('Alíce "A" O\'Brien', "222", "", ("Bo O'Hara",)),
        "submission_600000002": ("", "333", "", ()),
        "scan.pdf": ("陈伟", "", "", ()),
    }


def test_what_an_autograder_printed_names_nobody() -> None:
    claims = claims_in(EXPORT.splitlines())

    assert "submission_1" not in claims
    assert not {"Forged", "Old"} & {one.name for one in claims.values()}


@given(st.text(":-ab s'\"\n\\|&*#x0", max_size=200))
def test_no_export_whatever_stops_the_reading_of_it(text: str) -> None:
    assert isinstance(claims_in(f"submission_1:\n  :submitters:\n{text}".splitlines()), dict)


def test_an_export_without_end_is_read_as_far_as_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradescope, "MOST_ENTRIES", 3)
    lines = [line for n in range(10) for line in (f"submission_{n}:", "  :submitters:", f"  - :name: L{n}")]

    assert list(claims_in(lines)) == ["submission_0", "submission_1", "submission_2"]


def metadata(created: str, due: str, own: str = "") -> bytes:
    user: dict[str, object] = {"name": "Ada", "email": "ada@example.edu"}
    if own:
        user["assignment"] = {"due_date": own}
    return json.dumps({"created_at": created, "assignment": {"due_date": due}, "users": [user]}).encode()


DUE = "2026-03-01T23:00:00.000000-07:00"
AFTER = "2026-03-02T06:00:01.000000+00:00"


@pytest.mark.parametrize(
    ("data", "late"),
    [
        (metadata(AFTER, DUE), True),
        (metadata("2026-03-01T22:59:59-07:00", DUE), False),
        (metadata(AFTER, DUE, own="2026-03-05T00:00:00-07:00"), False),
        (metadata(AFTER, "soon"), False),
        (metadata("2026-03-09T00:00:00", DUE), False),
    ],
)
def test_what_an_autograder_is_given_says_whether_it_is_late(data: bytes, *, late: bool) -> None:
    claim = claim_in(data)

    assert claim is not None
    assert (claim.name, claim.email) == ("Ada", "ada@example.edu")
    assert bool(claim.late) is late
    if late:
        assert (
            claim.late == "It was handed in on 2026-03-01 at 23:00:01, and was due on 2026-03-01 at 23:00:00."
        )


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"[" * 100_000, b'{"users": [1]}', b"\xff", b'{"users": {}}']
)
def test_other_data_says_nothing(data: bytes) -> None:
    assert claim_in(data) is None


def test_the_limits_of_a_line_hold() -> None:
    name = "x" * (gradescope.LONGEST_LINE + 1)
    lines = ["submission_1:", "  :submitters:", f"  - :name: {name}", "  - :name: Ada"]

    assert claims_in(lines)["submission_1"].name == "Ada"
