"""Exercises for a school's own system: one format, one file, and a report of what each format loses."""
