"""What learners write: making an answer sheet and reading one kindly.  Standard library only."""
