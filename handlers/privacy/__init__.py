"""What is kept about somebody: shown, given to them, deleted."""
