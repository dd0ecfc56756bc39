"""Events, who comes to them, and wishes for new ones, in a database."""
