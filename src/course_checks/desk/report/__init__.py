"""What a class misread: item analysis of first attempts, as a page and as JSON."""
