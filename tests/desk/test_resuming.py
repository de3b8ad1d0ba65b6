"""A run that is interrupted goes on where it was, and several processes give what one gives."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_checks.desk import grader, keeping, parallel
from course_checks.desk.answers import Page
from course_checks.desk.feedback_file import Found, page_of
from course_checks.desk.keeping import FILE, Keeper, placed
from course_checks.desk.ours import WRITTEN
from course_checks.desk.results import Result, Task, from_json, labelled, to_json
from course_checks.sheet.handin import Learner
from course_checks.sheet.workspace import WorkspaceError
from tests.desk.classes import LAMP, RIGHT, Class
from tests.desk.made_memo import make_memo, memo

WRONG = {"t1-choice": {"lamp": {"choice": "b", "passage": "T2"}}}
COUNT = 12


@pytest.fixture
def many(group: Class) -> Class:
    """Twelve learners, one of whom gave two files and one a text."""
    make_memo(group.root)
    for number in range(COUNT - 1):
        given_in = [RIGHT, WRONG, {"t1-order": {"dates": {"lit": "soon"}}}][number % 3]
        group.hand_in(f"{number}.json", given_in, name=f"Learner {number}")
    group.hand_in("0-2.json", WRONG, name="Learner 0")
    group.hand_in("w.json", memo("The page says so."), name="Writer")
    return group


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done is kept at once."""
    monkeypatch.setattr(keeping, "OFTEN", 1)
    monkeypatch.setattr(parallel, "CHUNK", 2)


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """The tasks that were graded, and not taken from what was kept."""
    seen: list[Task] = []
    real = grader.Grader.grade

    def grade(self: grader.Grader, task: Task) -> Result:
        seen.append(task)
        return real(self, task)

    monkeypatch.setattr(grader.Grader, "grade", grade)
    return seen


def interrupted_after(learners: int) -> Callable[[str, int, int | None], None]:
    def told(phase: str, number: int, _total: int | None) -> None:
        if (phase, number) == ("Grading", learners):
            raise KeyboardInterrupt

    return told


def interrupt(group: Class, learners: int, **wanted: Any) -> None:
    with pytest.raises(KeyboardInterrupt):
        group.grade(progress=interrupted_after(learners), **wanted)


# Interrupted -----------------------------------------------------------------------------------------------


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.integers(1, COUNT), max_size=3), st.sampled_from([("md",), ("html",), ("md", "html")]))
def test_however_often_it_is_interrupted_the_results_are_the_same(
    many: Class, stops: list[int], endings: tuple[str, ...]
) -> None:
    shutil.rmtree(many.out, ignore_errors=True)
    many.grade(endings=endings)
    whole = many.results()
    shutil.rmtree(many.out)

    for stop in stops:
        interrupt(many, stop, endings=endings)
        assert set(many.results()) == {FILE}
    many.grade(endings=endings)

    assert many.results() == whole


def test_what_is_done_is_not_done_again(many: Class, graded: list[Task]) -> None:
    interrupt(many, 7)
    before = len(graded)
    many.grade()

    assert before == 7
    assert len(graded) == COUNT
    assert not (many.out / FILE).exists()


def test_a_run_that_ended_leaves_nothing_to_go_on_from(many: Class, graded: list[Task]) -> None:
    many.grade()
    many.grade()

    assert len(graded) == 2 * COUNT
    assert [name for name in many.results() if name.startswith(".")] == [WRITTEN]


def test_an_interruption_leaves_the_results_before_it(many: Class) -> None:
    many.grade()
    before = many.results()
    many.hand_in("new.json", name="New")
    interrupt(many, 3)

    after = many.results()
    assert {name: data for name, data in after.items() if name != FILE} == before


def other_answers(group: Class) -> None:
    group.hand_in("0.json", {"t1-choice": {"lamp": LAMP}}, name="Learner 0")
    group.hand_in("0-2.json", RIGHT, name="Learner 0")


def other_first(group: Class) -> None:
    text = (group.folder / "1.json").read_text(encoding="utf-8")
    (group.folder / "1.json").write_text(text.replace('"choice": "b"', '"choice": "a"', 1), encoding="utf-8")


def other_key(group: Class) -> None:
    file = group.root / "exercises" / "t1-choice" / "key.toml"
    text = file.read_text(encoding="utf-8").replace('accepted = ["a"]', 'accepted = ["b"]')
    file.write_text(text, encoding="utf-8")


def other_exercise(group: Class) -> None:
    file = group.root / "exercises" / "t1-choice" / "exercise.toml"
    file.write_text(file.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")


def other_name(group: Class) -> None:
    group.hand_in("1.json", WRONG, name="learner 1")


def other_place(group: Class) -> None:
    (group.folder / "1.json").rename(group.folder / "one.json")


def judged(group: Class) -> None:
    (group.out / "rubrics").mkdir(exist_ok=True)
    (group.out / "rubrics" / "t2-memo.csv").write_text("name,note.claim\nWriter,basic\n", encoding="utf-8")


@pytest.mark.parametrize(
    "change", [other_answers, other_first, other_key, other_exercise, other_name, other_place, judged]
)
def test_nothing_stale_is_ever_used(many: Class, change: Callable[[Class], None]) -> None:
    many.grade()
    unchanged = many.results()
    interrupt(many, COUNT)
    change(many)
    many.grade()
    resumed = many.results()
    assert any(resumed[name] != data for name, data in unchanged.items() if name in resumed)
    for file in many.out.iterdir():
        if file.name != "rubrics":
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    many.grade()

    assert {name: data for name, data in resumed.items() if "rubrics" not in name} == {
        name: data for name, data in many.results().items() if "rubrics" not in name
    }


def test_another_version_of_this_package_uses_nothing(
    many: Class, graded: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt(many, COUNT)
    monkeypatch.setattr(keeping, "__version__", "99.0")
    many.grade()

    assert len(graded) == 2 * COUNT


@pytest.mark.parametrize("wanted", [{"explain": True}, {"endings": ("md", "html")}])
def test_other_options_use_nothing(many: Class, graded: list[Task], wanted: dict[str, Any]) -> None:
    interrupt(many, COUNT)
    many.grade(**wanted)

    assert len(graded) == 2 * COUNT


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 99, None])
def test_what_was_kept_and_is_damaged_is_done_again(many: Class, damage: bytes | None) -> None:
    many.grade()
    whole = many.results()
    interrupt(many, COUNT)
    file = many.out / FILE
    if damage is None:
        base = sqlite3.connect(file)
        base.execute("UPDATE kept SET held = x'00ff'")
        base.commit()
        base.close()
    else:
        file.write_bytes(damage)
    many.grade()

    assert many.results() == whole


def test_two_runs_do_not_write_into_one_folder_at_once(many: Class) -> None:
    many.out.mkdir()
    keeper = Keeper(many.out / FILE)
    try:
        with pytest.raises(WorkspaceError, match="Another run is writing into"):
            many.grade()
    finally:
        keeper.drop()
    many.grade()


def test_who_may_not_write_there_is_told_so(many: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(file: Path) -> None:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "touch", forbidden)
    with pytest.raises(
        WorkspaceError, match=r"You may not write into .*grades\. Ask whoever owns it, or give"
    ):
        many.grade()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_really_read_only_is_told(many: Class) -> None:
    many.out.mkdir(mode=0o500)

    with pytest.raises(WorkspaceError, match="You may not write into"):
        many.grade()


def failed(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        (sqlite3.SQLITE_BUSY, WorkspaceError, "Another run is writing into"),
        (sqlite3.SQLITE_CANTOPEN, WorkspaceError, "You may not write into"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, WorkspaceError, "You may not write into"),
        (sqlite3.SQLITE_FULL, OSError, "No space left on device: '.*grades'"),
        (sqlite3.SQLITE_IOERR_WRITE, OSError, "as SQLite says it.*grades'"),
    ],
)
def test_what_keeps_it_from_writing_is_told_as_it_is(
    many: Class, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[Exception], said: str
) -> None:
    def opened(_: Keeper) -> sqlite3.Connection:
        raise failed(code)

    many.out.mkdir()
    monkeypatch.setattr(Keeper, "_opened", opened)
    with pytest.raises(kind, match=said):
        many.grade()


def test_a_disk_that_fills_up_while_it_grades_is_told_with_its_place(tmp_path: Path) -> None:
    base = sqlite3.connect(tmp_path / "full", isolation_level=None)
    base.execute("PRAGMA max_page_count = 1")
    with pytest.raises(OSError, match=r"No space left on device: '.*grades'"), placed(tmp_path / "grades"):
        base.execute("CREATE TABLE more (than INTEGER, there INTEGER, is_room_for TEXT)")
    base.close()
    with pytest.raises(OSError, match=r"No space left on device: '.*grades'"), placed(tmp_path / "grades"):
        raise OSError(28, "No space left on device")
    with pytest.raises(OSError, match="of its own"), placed(tmp_path / "grades"):
        raise OSError(28, "No space left on device", "of its own")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission here")
def test_a_link_in_the_place_of_what_was_kept_is_not_followed(many: Class) -> None:
    outside = many.root / "outside"
    many.out.mkdir()
    (many.out / FILE).symlink_to(outside)

    with pytest.raises(WorkspaceError, match="is not an ordinary file"):
        many.grade()
    assert not outside.exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_is_killed_goes_on_and_leaves_nothing_behind(many: Class, workers: int) -> None:
    many.grade()
    whole = many.results()
    shutil.rmtree(many.out)
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from course_checks.desk import keeping, parallel\n"
        "from tests.desk.classes import Class\n"
        "if __name__ == '__main__':\n"
        "    keeping.OFTEN, parallel.CHUNK = 1, 1\n"
        "    def told(phase, number, total):\n"
        "        if (phase, number) == ('Grading', 8): os.kill(os.getpid(), signal.SIGKILL)\n"
        f"    Class(root=Path(sys.argv[1])).grade(progress=told, workers={workers})\n"
    )
    file = many.root / "run.py"
    file.write_text(script, encoding="utf-8")
    here = Path(__file__).resolve().parent.parent.parent
    done = subprocess.run(
        [sys.executable, file, many.root], env={**os.environ, "PYTHONPATH": str(here)}, check=False
    )

    assert done.returncode == -signal.SIGKILL
    assert [one.name for one in many.out.glob(".grading-*") if one.is_dir()]
    many.grade()
    assert many.results() == whole


# Several processes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("endings", [("md",), ("md", "html")])
def test_two_processes_give_what_one_gives_byte_for_byte(many: Class, endings: tuple[str, ...]) -> None:
    results = []
    for workers in (1, 2, 3):
        many.grade(workers=workers, endings=endings, systems=("canvas", "moodle"))
        results.append(many.results())
        shutil.rmtree(many.out)

    assert results[0] == results[1] == results[2]
    assert not active_children()


def test_one_process_goes_on_where_two_were_interrupted(many: Class) -> None:
    many.grade()
    whole = many.results()
    shutil.rmtree(many.out)
    interrupt(many, 5, workers=2)
    assert not active_children()
    many.grade(workers=1)

    assert many.results() == whole


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
@pytest.mark.parametrize("lost", ["one", "all"])
def test_a_process_that_is_lost_costs_nothing(many: Class, lost: str) -> None:
    many.grade()
    whole = many.results()
    shutil.rmtree(many.out)

    def told(phase: str, number: int, _total: int | None) -> None:
        if (phase, number) == ("Grading", 1):
            for child in active_children()[: 1 if lost == "one" else None]:
                child.kill()
                child.join()

    many.grade(workers=2, progress=told)

    assert many.results() == whole


@pytest.mark.parametrize(("given_in", "workers"), [(0, 1), (parallel.FEWEST - 1, 1), (parallel.FEWEST, 2)])
def test_processes_are_started_where_they_are_worth_it(
    given_in: int, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 2)

    assert parallel.workers_for(given_in) == workers


def test_no_more_are_started_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "cores", lambda: 64)

    assert parallel.workers_for(10**6) == parallel.MOST_WORKERS


# What goes from one process to another ---------------------------------------------------------------------


def test_a_result_survives_being_bytes(many: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    results: list[Result] = []
    real = grader.Grader.grade

    def grade(self: grader.Grader, task: Task) -> Result:
        results.append(real(self, task))
        return results[-1]

    monkeypatch.setattr(grader.Grader, "grade", grade)
    many.grade(endings=("md", "html"))

    assert len(results) == COUNT
    for result in results:
        assert from_json(to_json(result)) == result
        assert labelled(result.record, 7).endswith('"learner":"L0007"}\n')


def test_our_own_mistake_is_told_and_stops_nobody_else(many: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(who: Learner, pages: Sequence[Page], judged: Found) -> str:
        if who.name == "Learner 3":
            raise KeyError
        return page_of(who, pages, judged)

    monkeypatch.setattr(grader, "page_of", broken)
    graded = many.grade()

    assert graded.learners == COUNT
    assert "Our grading of it broke (KeyError); nothing was scored. Please report it." in [
        one.text for one in graded.notes
    ]
    rows = {row["name"]: row for row in many.rows()}
    assert rows["Learner 3"]["t1-choice.lamp"] == "our fault"
    assert rows["Learner 4"]["t1-choice.lamp"] == "0"
