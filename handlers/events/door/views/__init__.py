"""What an editor sees of those who come, and what is said at the door."""
