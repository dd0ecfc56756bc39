"""What editors do with events in the chat: create, change, move, repeat, publish and call off."""
