"""A citizen's own requests: what became of them, and what can be said and done about them."""
