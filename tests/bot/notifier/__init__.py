"""Notices out: outcomes, order and pace, over real HTTP."""
