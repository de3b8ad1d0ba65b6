"""What authors write: sources, exercises and keys, read strictly, with every fault at once."""
