"""Location, town or region → the nearest Houses of Friendship and language schools."""
