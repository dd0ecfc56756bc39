"""Requests to the councils: sent, taken, answered, and never silent."""
