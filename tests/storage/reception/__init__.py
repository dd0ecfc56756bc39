"""The tables of the reception, on both databases."""
