"""What an editor sees of tables: the way in, the check, the result, and every mistake in words."""
