"""What those who work for a council do with a request, and a head with colleagues."""
