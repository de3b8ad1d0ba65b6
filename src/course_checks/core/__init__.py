"""What all kinds of exercise share.  Standard library only: a browser loads this."""
