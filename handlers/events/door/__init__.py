"""Who comes to an event, and the door where they come in."""
