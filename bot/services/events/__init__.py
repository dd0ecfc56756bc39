"""What editors and citizens do with events."""
