"""Grading a class: everything that was handed in, with the instructor's keys, whatever the files claim.

What is read goes through the one road of every check.  Results are written beside one another first and put
in place together, file by file, each whole; nothing else in the folder of results is touched.  A run that is
interrupted leaves what it has done, and the next one goes on from there.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from course_checks.desk.answers import Bank
from course_checks.desk.collecting import collect
from course_checks.desk.gradebook import Gradebook, Row, write_said
from course_checks.desk.grader import HTML, MARKDOWN, Grader
from course_checks.desk.headings import FILES, System, SystemBook, columns_of
from course_checks.desk.keeping import FILE as KEPT
from course_checks.desk.keeping import Keeper, digest_of, ground_of
from course_checks.desk.ledger import Ledger, Met, Said, Sort
from course_checks.desk.opinions import RUBRICS, Opinion, Opinions
from course_checks.desk.ours import FEEDBACK, GRADEBOOK, NOTES, UNREADABLE
from course_checks.desk.parallel import results_of, workers_for
from course_checks.desk.publishing import WORK, add_sheets, clear_away, count_in, make_writable, put_in_place
from course_checks.desk.record import FILE as RECORD
from course_checks.desk.record import write_head
from course_checks.desk.results import Result, Task, labelled
from course_checks.desk.rubric import MARK
from course_checks.desk.rubric import digest_of as text_digest
from course_checks.desk.to_judge import PAGES, ToJudge
from course_checks.desk.whose import tell_twins
from course_checks.sheet.checked import Asked
from course_checks.sheet.workspace import WorkspaceError

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, how much of it is done, and of how much, where that is known."""
SHOWN = 10
"""Remarks that a run shows; the files have all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a run is asked for."""

    asked: Asked = field(default_factory=Asked)
    endings: tuple[str, ...] = (MARKDOWN,)
    """The feedback files: `md`, `html` or both."""
    systems: tuple[System, ...] = ()
    """Systems that a gradebook of their own is made for."""
    workers: int = 0
    """Processes; 0 for as many as are worth starting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """What a run of grading did."""

    out: Path
    files: int
    passed_over: int
    learners: int
    exercises: tuple[str, ...]
    keyless: tuple[str, ...]
    """Exercises without a key here: read, and not scored."""
    unread: tuple[Said, ...]
    """The first of what could not be read; all of it is in the file."""
    unread_count: int
    notes: tuple[Said, ...]
    notes_count: int
    left: int
    """Feedback files that stand in the folder and are not of this run."""
    sheets: tuple[str, ...] = ()
    """Rubric sheets that were made."""
    to_judge: int = 0
    """Learners of whom a person has something to read."""
    books: tuple[tuple[str, int, int], ...] = ()
    """For each gradebook of a system: its file, learners whom the system cannot tell, cells left empty."""


def grade(source: Path, out: Path, bank: Bank, wanted: Wanted, progress: Progress) -> Graded:
    """Grade everything in `source`, a folder or a ZIP file, and write the results into `out`.

    Raises WorkspaceError where there is nothing to grade or nowhere to write, OSError where writing fails.
    """
    if not source.exists() or not (source.is_dir() or source.suffix.casefold() == ".zip"):
        raise WorkspaceError(
            f"There is no folder and no ZIP file {source}. Name the folder that holds the hand-ins, or the ZIP file."
        )
    is_new = not out.exists()
    make_writable(source, out)
    try:
        return _grade(source, out, bank, wanted, progress)
    except WorkspaceError:
        if is_new:
            out.rmdir()  # there is nothing in it
        raise


def _grade(source: Path, out: Path, bank: Bank, wanted: Wanted, progress: Progress) -> Graded:
    keeper, is_kept = Keeper(out / KEPT), False
    try:
        with ExitStack() as stack:
            work = tempfile.TemporaryDirectory(prefix=WORK, dir=out, ignore_cleanup_errors=True)
            new = Path(stack.enter_context(work))
            clear_away(out, new)
            ledger = Ledger(new / "ledger")
            stack.callback(ledger.close)
            run = _Run(
                source=source, out=out, new=new, bank=bank, ledger=ledger, wanted=wanted, keeper=keeper
            )
            return run.all(progress)
    except KeyboardInterrupt:
        is_kept = True  # what is done stays, and the next run goes on from there
        raise
    finally:
        keeper.close() if is_kept else keeper.drop()


@dataclass(slots=True, kw_only=True)
class _Run:
    source: Path
    out: Path
    new: Path
    bank: Bank
    ledger: Ledger
    wanted: Wanted
    keeper: Keeper
    given: int = 0
    to_judge: int = 0

    def all(self, progress: Progress) -> Graded:
        files, passed_over, handed_in = 0, 0, set[str]()
        for seen in collect(self.source, self.out, tuple(self.bank.exercises), self.ledger):
            files, passed_over, handed_in = seen.files, seen.passed_over, seen.exercises
            progress("Reading", files, None)
        if not files:
            raise WorkspaceError(f"There is nothing in {self.source} to grade.")
        self.ledger.settle()
        exercises = tuple(name for name in self.bank.exercises if name in handed_in)
        keyless = tuple(name for name in exercises if self.bank.open(name).key is None)
        opinions = Opinions.read(self.out / RUBRICS, self.new / "opinions", self.bank, self.ledger)
        try:
            books = self._write(exercises, opinions, progress)
        finally:
            opinions.close()
        for name, count in self.ledger.namesakes():
            said = f"{count} learners are called so, told apart by their numbers, or by having none."
            self.ledger.say("note", b"\xff", Said(file="", learner=name, exercise="", text=said))
        tell_twins(self.ledger)
        write_said(self.new / UNREADABLE, self.ledger.said("unread"))
        write_said(self.new / NOTES, self.ledger.said("note"))
        sheets = self._publish()
        return Graded(
            out=self.out,
            files=files,
            passed_over=passed_over,
            learners=len(self.ledger),
            exercises=exercises,
            keyless=keyless,
            unread=self._first("unread"),
            unread_count=self.ledger.count("unread"),
            notes=self._first("note"),
            notes_count=self.ledger.count("note"),
            left=self._left(),
            sheets=sheets,
            to_judge=self.to_judge,
            books=books,
        )

    def _first(self, sort: Sort) -> tuple[Said, ...]:
        return tuple(said for said, _ in zip(self.ledger.said(sort), range(SHOWN), strict=False))

    def _write(
        self, exercises: tuple[str, ...], opinions: Opinions, progress: Progress
    ) -> tuple[tuple[str, int, int], ...]:
        for name in (FEEDBACK, RUBRICS, PAGES):
            (self.new / name).mkdir()
        opened = {name: self.bank.open(name) for name in exercises}
        judged = opinions.columns(self.bank, exercises)
        marked = [(exercise, item) for exercise, item, criterion in judged if criterion == MARK]
        columns = columns_of(opened, marked)
        pages = {name: ToJudge(self.new, opened[name].public, opinions) for name in exercises}
        count = len(self.ledger)
        with ExitStack() as stack:
            book = stack.enter_context(Gradebook(self.new / GRADEBOOK, opened, judged))
            others = [
                (name, SystemBook(self.new / FILES[name], name, columns)) for name in self.wanted.systems
            ]
            for _, other in others:
                stack.enter_context(other)
            for page in pages.values():
                stack.callback(page.close)
            record = stack.enter_context((self.new / RECORD).open("w", encoding="ascii", newline="\n"))
            record.write(write_head())
            for number, (met, result, found) in enumerate(self._results(exercises, opinions), 1):
                row = self._row(met, result, found)
                book.add(row)
                for _, other in others:
                    other.add(row)
                record.write(labelled(result.record, number))
                self._texts(met, result, found, pages, row.feedback)
                progress("Grading", number, count)
            for page in pages.values():
                page.end()
        return tuple((FILES[name], other.nameless, other.held_back) for name, other in others)

    def _results(
        self, exercises: tuple[str, ...], opinions: Opinions
    ) -> Iterator[tuple[Met, Result, dict[tuple[str, str], Opinion]]]:
        """Every learner with the result and what a person found, in the order of the gradebook."""
        options = (*self.wanted.endings, repr(self.wanted.asked))
        ground = ground_of((self.bank.exercises[name] for name in exercises), self.bank.root, options)
        grader = Grader(bank=self.bank, asked=self.wanted.asked, endings=self.wanted.endings)
        met: list[tuple[Met, dict[tuple[str, str], Opinion]]] = []

        def pairs() -> Iterator[tuple[bytes, Task]]:
            for one in self.ledger.learners():
                found = opinions.of(one.key)
                judged = {place: opinion.judged for place, opinion in found.items()}
                task = Task(who=one.who, entries=tuple(self.ledger.entries(one.key)), judged=judged)
                met.append((one, found))
                yield digest_of(ground, task), task

        workers = self.wanted.workers or workers_for(self.ledger.given())
        for result in results_of(pairs(), grader, self.keeper, workers):
            one, found = met.pop(0)
            yield one, result, found

    def _row(self, met: Met, result: Result, found: dict[tuple[str, str], Opinion]) -> Row:
        """Write the feedback of a learner and tell what is to be told; the learner's row."""
        for sort, place, said in result.said:
            self.ledger.say(sort, place, said)
        for ending, text in result.pages.items():
            file = self.new / FEEDBACK / f"{met.file}.{ending}"
            file.write_bytes(text.encode("utf-8", errors="replace"))
        return Row(
            learner=met.who,
            feedback=f"{met.file}.{MARKDOWN if MARKDOWN in self.wanted.endings else HTML}",
            result=result,
            judged={place: opinion.judged for place, opinion in found.items()},
            account=met.account,
            twin=(met.twin.ident or "?") if met.twin else "",
        )

    def _texts(
        self,
        met: Met,
        result: Result,
        found: dict[tuple[str, str], Opinion],
        pages: dict[str, ToJudge],
        feedback: str,
    ) -> None:
        """What a person reads of a learner; a text that is another one than was judged is told."""
        self.to_judge += bool(result.written)
        for exercise, texts in groupby(result.written, key=lambda one: one.exercise):
            written = tuple(texts)
            pages[exercise].add(met, feedback, written)
            for one in written:
                opinion = found.get((exercise, one.item))
                if opinion and opinion.known and opinion.known != text_digest(one.text):
                    text = f"{one.item}: the text has changed since it was judged in {opinion.place}."
                    said = Said(file="", learner=met.who.name or met.who.number, exercise=exercise, text=text)
                    self.ledger.say("note", b"\xfe", said)

    def _publish(self) -> tuple[str, ...]:
        """Put every new file in its place: each whole, the gradebook last.  Raises OSError."""
        (self.out / FEEDBACK).mkdir(exist_ok=True)
        put_in_place(self.new, self.out, self._names())
        put_in_place(
            self.new, self.out, (f"{PAGES}/{one.name}" for one in sorted((self.new / PAGES).iterdir()))
        )
        sheets = add_sheets(self.new, self.out)
        books = (FILES[name] for name in self.wanted.systems)
        put_in_place(self.new, self.out, (UNREADABLE, NOTES, RECORD, *books, GRADEBOOK))
        return sheets

    def _names(self) -> Iterator[str]:
        """The feedback files, in the order of the learners: one by one, for there may be very many."""
        for met in self.ledger.learners():
            for ending in self.wanted.endings:
                yield f"{FEEDBACK}/{met.file}.{ending}"

    def _left(self) -> int:
        """How many feedback files there are that this run did not write: they are left alone."""
        there = count_in(self.out / FEEDBACK, (MARKDOWN, HTML))
        return there - len(self.ledger) * len(self.wanted.endings)
