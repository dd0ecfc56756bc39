"""What somebody sees while they do something with a request."""
