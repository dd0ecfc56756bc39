"""Tests of the domain: its rules and values, without a database or a network."""
