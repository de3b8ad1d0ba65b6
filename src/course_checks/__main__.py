"""Where the command begins: `course-checks` and `python -m course_checks`.

Nothing is imported before it is ready for Ctrl-C, so that stopping it early ends it as quietly as later.
"""

import sys


def main() -> None:
    """Run the command; ends the process with its exit status, 130 for one that was interrupted."""
    try:
        from course_checks.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
