"""The README promises little, and all of it is there."""

import re

import pytest

import make

README = (make.ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (make.ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = ("site", "serve", "test", "test-all", "check", "bench", "clean")


def test_it_says_what_this_is_in_25_words() -> None:
    promise = README.split("\n\n")[1]

    assert len(promise.split()) == 25


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_place_in_make_and_in_the_readme(command: str) -> None:
    targets = {name for line in re.findall(r"^([\w -]+):$", MAKEFILE, re.MULTILINE) for name in line.split()}

    assert command in targets
    assert f"make {command}" in README


def test_every_command_that_it_names_exists() -> None:
    named = set(re.findall(r"(?:\bmake|make\.py) ([a-z][a-z-]*)", "\n".join(re.findall(r"`[^`]+`", README))))

    assert named
    assert named <= set(COMMANDS)


def test_every_file_that_it_links_to_is_there() -> None:
    targets = re.findall(r"\]\(([^)]+)\)", README)
    local = [target for target in targets if "://" not in target]

    assert local
    assert [target for target in local if not (make.ROOT / target).is_file()] == []


def test_every_folder_of_its_map_is_there() -> None:
    folders = re.findall(r"`([\w/]+/)`", README.partition("## What is where")[2].partition("\n## ")[0])

    assert len(folders) > 5
    assert [folder for folder in folders if not (make.ROOT / folder).is_dir()] == []
