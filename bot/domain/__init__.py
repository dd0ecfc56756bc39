"""Nouns and rules: frozen values, the standard library alone."""
