"""A request to a council, written question by question."""
