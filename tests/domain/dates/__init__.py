"""Tests of the dates and times that people type."""
