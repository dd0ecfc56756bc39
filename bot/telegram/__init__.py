"""What we change of aiogram, each measure in a module of its own with the test that says when to drop it."""
