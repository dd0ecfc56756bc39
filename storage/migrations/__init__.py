"""The shape of the database, brought up to date one numbered step at a time."""
