"""What the desk of a council shows."""
