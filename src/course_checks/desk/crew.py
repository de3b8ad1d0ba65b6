"""Processes that grade chunks of tasks.

Each is given a chunk through a pipe of its own and gives back the results; the order in which they come out is that
of the tasks.  A process ends when its pipe does, so that none outlives this one, however it ends.  If one is lost,
another takes its chunk; if all are, it is graded here.
"""

import signal
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import current_thread, main_thread
from typing import Self, cast

from course_checks.desk.grader import Grader
from course_checks.desk.keeping import Keeper, packed, unpacked
from course_checks.desk.results import Pair, Result, Task

AHEAD = 4
"""Chunks for each process that are under way, or done and waiting for one before them."""


@dataclass(slots=True, eq=False)
class _Chunk:
    pairs: tuple[Pair, ...]
    done: dict[bytes, Result]
    """What is graded of it."""

    @property
    def to_do(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair[0] not in self.done)


@dataclass(slots=True, kw_only=True)
class Crew:
    """The processes, and the chunks that are not given out yet, under way, or waiting for one before them."""

    grader: Grader
    keeper: Keeper
    size: int
    chunks: deque[_Chunk] = field(default_factory=deque)
    """All of them, in order."""
    waiting: deque[_Chunk] = field(default_factory=deque)
    busy: dict[Connection, _Chunk] = field(default_factory=dict)
    idle: list[Connection] = field(default_factory=list)
    processes: list[SpawnProcess] = field(default_factory=list)

    def __enter__(self) -> Self:
        context = get_context("spawn")  # the same on every system, and nothing of this process is shared
        with _deaf():
            for _ in range(self.size):
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(theirs,), daemon=True)
                process.start()
                theirs.close()
                self.processes.append(process)
                self.idle.append(ours)
        for pipe in tuple(self.idle):
            try:
                # Through our own pipe: one that is lost while it starts is noticed here, and not waited for.
                pipe.send(self.grader)
            except OSError:
                self.idle.remove(pipe)
                pipe.close()
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in (*self.idle, *self.busy):
            pipe.close()
        for process in self.processes:
            process.join(timeout=2)
            if process.is_alive():
                process.terminate()
                process.join()

    @property
    def is_full(self) -> bool:
        """Whether as much is under way, or waits for one before it, as memory is given to."""
        return len(self.chunks) >= self.size * AHEAD

    def add(self, pairs: tuple[Pair, ...]) -> None:
        """Take a chunk in; what is kept of it already is done."""
        kept = {digest: result for digest, _ in pairs if (result := self.keeper.get(digest))}
        chunk = _Chunk(pairs, kept)
        self.chunks.append(chunk)
        if chunk.to_do:
            self.waiting.append(chunk)
            self._give()

    def first(self) -> Iterator[Result]:
        """The results of the chunk that is next in order."""
        chunk = self.chunks[0]
        while chunk.to_do:
            self._give()
            if self.busy:
                for pipe in wait(list(self.busy)):
                    self._take(cast("Connection", pipe))
            else:  # every process is lost
                self.waiting.remove(chunk)
                chunk.done |= {d: self._graded(d, task) for d, task in chunk.to_do}
        self.chunks.popleft()
        for digest, _ in chunk.pairs:
            yield chunk.done[digest]

    def _graded(self, digest: bytes, task: Task) -> Result:
        result = self.grader.grade(task)
        self.keeper.put(digest, packed(result))
        return result

    def _give(self) -> None:
        """Give chunks to the processes that have nothing to do: those read at once, so that sending never waits."""
        while self.idle and self.waiting:
            pipe = self.idle.pop()
            try:
                pipe.send([task for _, task in self.waiting[0].to_do])
            except OSError:
                pipe.close()
            else:
                self.busy[pipe] = self.waiting.popleft()

    def _take(self, pipe: Connection) -> None:
        chunk = self.busy.pop(pipe)
        try:
            received: list[bytes] = pipe.recv()
        except (EOFError, OSError):
            pipe.close()
            self.waiting.appendleft(chunk)
            return
        self.idle.append(pipe)
        for (digest, _), held in zip(chunk.to_do, received, strict=True):
            self.keeper.put(digest, held)
            chunk.done[digest] = unpacked(held)


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started meanwhile is not ended by the key that interrupts: this process is, and ends it."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(pipe: Connection) -> None:
    """Take a grader, and grade what comes through the pipe until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        grader: Grader = pipe.recv()
        while True:
            tasks: list[Task] = pipe.recv()
            pipe.send([packed(grader.grade(task)) for task in tasks])
    except (EOFError, OSError):
        return
