"""Nouns and rules: frozen values and plain functions that know neither Telegram nor a database."""
