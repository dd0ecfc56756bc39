"""Tests of the benchmarks: what measures must be right first."""
