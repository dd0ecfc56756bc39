"""Updates in: order, repeats, crashes and poison."""
