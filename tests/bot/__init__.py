"""The bot itself: what surrounds the conversations."""
