"""What instructors do: grading the hand-ins of a class."""
