"""Requests to the councils in the database."""
