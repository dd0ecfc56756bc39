"""Whole conversations: people of the sandbox talk with the real bot over real HTTP."""
