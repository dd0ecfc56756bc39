"""Events as tables that editors send and get."""
