"""The first conversation: /start, the menu, the language, help and privacy."""
