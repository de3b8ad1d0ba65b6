"""What a person keeps or changes in the folder of results is never replaced: the command stops before."""

import json
import sys
from pathlib import Path

import pytest

from course_checks.desk.ours import WRITTEN
from course_checks.sheet.workspace import WorkspaceError
from tests.desk.classes import Class
from tests.desk.made_memo import make_memo, memo

WRONG = {"t1-choice": {"lamp": {"choice": "b", "passage": "T2"}}}


@pytest.fixture
def ada(group: Class) -> Class:
    """A class of one, who wrote a text, too."""
    make_memo(group.root)
    group.hand_in("a.json", memo("The page says so."), name="Ada")
    return group


def put(group: Class, name: str, text: str = "mine") -> None:
    file = group.out / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def refused(group: Class, **wanted: object) -> str:
    """What is said of a run that must leave everything as it is."""
    before = group.results()
    with pytest.raises(WorkspaceError) as said:
        group.grade(**wanted)  # type: ignore[arg-type]
    assert group.results() == before
    return str(said.value)


@pytest.mark.parametrize("name", ["notes.csv", "gradebook.csv", "unreadable.csv", "first-attempts.jsonl"])
def test_a_file_of_ones_own_stops_it_before_anything_is_graded(ada: Class, name: str) -> None:
    put(ada, name)

    said = refused(ada, progress=lambda *_: pytest.fail("something was read"))

    assert f"grades holds {name}, which this command did not write, or which was changed since. " in said
    assert said.endswith("Nothing was graded. Move it away, or give another folder with --out.")


@pytest.mark.parametrize("name", ["feedback/ada.md", "to-judge/t2-memo-1.html", "gradebook-canvas.csv"])
def test_a_file_of_ones_own_whose_name_is_known_late_stops_it_before_anything_is_written(
    ada: Class, name: str
) -> None:
    put(ada, name)

    assert f"{name}, which this command did not write" in refused(ada, systems=("canvas",))


@pytest.mark.parametrize("name", ["feedback/ada.md", "to-judge/t2-memo-1.html", "gradebook.csv", "notes.csv"])
def test_what_was_written_and_then_changed_by_a_person_stops_it(ada: Class, name: str) -> None:
    ada.grade()
    put(ada, name, (ada.out / name).read_text(encoding="utf-8") + "One more line.\n")

    assert f"grades holds {name}, " in refused(ada)
    (ada.out / name).unlink()
    ada.grade()


def test_a_gradebook_for_a_system_that_is_not_asked_for_may_be_filled_in(ada: Class) -> None:
    ada.grade(systems=("canvas",))
    put(ada, "gradebook-canvas.csv", "filled in")
    ada.grade()

    assert "gradebook-canvas.csv" in refused(ada, systems=("canvas",))


def test_very_many_files_in_the_way_are_counted(group: Class) -> None:
    for number in range(13):
        group.hand_in(f"{number}.json", name=f"Learner {number}")
        put(group, f"feedback/learner-{number}.md")

    assert "feedback/learner-6.md and 3 more, which" in refused(group)


def test_its_own_files_are_replaced_run_after_run(ada: Class) -> None:
    for given in (WRONG, {}, WRONG):
        ada.hand_in("b.json", given, name="Bo")
        ada.grade(systems=("canvas", "moodle"), endings=("md", "html"))

    assert set(json.loads(ada.results()[WRITTEN])) == {
        name for name in ada.results() if not name.startswith(("rubrics/", "."))
    }


def test_a_run_that_was_cut_short_while_it_published_is_not_stopped_by_its_own_files(
    ada: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.hand_in("b.json", WRONG, name="Bo")
    ada.grade()
    ada.hand_in("a.json", WRONG, name="Ada")
    ada.hand_in("b.json", name="Bo")
    real = Path.replace

    def cut(file: Path, target: Path) -> Path:
        if target.name == "bo.md":
            raise OSError(28, "No space left on device")
        return real(file, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut)
        with pytest.raises(OSError, match="No space"):
            ada.grade()
    ada.hand_in("b.json", WRONG, name="Bo")
    ada.grade()


def test_a_folder_that_a_version_without_a_record_graded_is_graded_again(ada: Class) -> None:
    ada.grade(endings=("md", "html"), systems=("moodle",))
    whole = ada.results()
    (ada.out / WRITTEN).unlink()
    ada.hand_in("b.json", WRONG, name="Bo")
    ada.grade(endings=("md", "html"), systems=("moodle",))

    assert ada.results()["gradebook.csv"] != whole["gradebook.csv"]


@pytest.mark.parametrize("name", ["gradebook.csv", "notes.csv", "unreadable.csv", "first-attempts.jsonl"])
def test_without_a_record_and_all_its_marks_nothing_is_taken_for_its_own(ada: Class, name: str) -> None:
    ada.grade()
    (ada.out / WRITTEN).unlink()
    put(ada, name)

    assert name in refused(ada)


@pytest.mark.parametrize("record", ["", "[" * 100_000, "[]"])
def test_a_record_that_cannot_be_read_makes_nothing_its_own(ada: Class, record: str) -> None:
    ada.grade()
    put(ada, WRITTEN, record)

    assert "gradebook.csv" in refused(ada)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission here")
def test_a_link_among_the_results_is_neither_followed_nor_replaced(ada: Class) -> None:
    outside = ada.root / "outside.csv"
    outside.write_text("mine", encoding="utf-8")
    ada.out.mkdir()
    (ada.out / "gradebook.csv").symlink_to(outside)

    assert "gradebook.csv" in refused(ada)
    assert (ada.out / "gradebook.csv").is_symlink()
