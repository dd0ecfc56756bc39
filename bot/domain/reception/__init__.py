"""Requests to the councils: states, rights, clocks and words."""
