"""What the tests of this folder may ask for."""

from pathlib import Path

import pytest

from tests.courses.made import made_course
from tests.desk.classes import Class


@pytest.fixture
def group(tmp_path: Path) -> Class:
    """A class that has handed in nothing yet."""
    made = Class(root=made_course(tmp_path))
    made.folder.mkdir()
    return made
