"""Verbs: what the institution does for people; each public method is one short transaction."""
