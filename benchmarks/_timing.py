"""Medians of whole commands, run alternately so that a busy machine slows both alike."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


def run(command: Sequence[str], folder: Path) -> float:
    """Seconds that `command` takes in `folder`.  Raises if it fails with a status above 1."""
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - begun
    if done.returncode > 1:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return taken


def medians(actions: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median seconds of each action over `rounds` rounds, each round running all of them in turn."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            taken[name].append(action())
    return {name: statistics.median(times) for name, times in taken.items()}


def show(title: str, found: Mapping[str, float], base: str, bounds: Mapping[str, float]) -> bool:
    """Print medians and ratios to `base`; whether every ratio keeps its bound."""
    print(f"\n{title}")
    kept = True
    for name, seconds in found.items():
        ratio = seconds / found[base]
        bound = bounds.get(name)
        verdict = "" if bound is None else f"  at most {bound}: {'kept' if ratio <= bound else 'BROKEN'}"
        kept = kept and (bound is None or ratio <= bound)
        print(f"  {name:48} {seconds * 1000:8.0f} ms  x{ratio:.2f}{verdict}")
    return kept
