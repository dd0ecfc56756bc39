"""What those see who work for a council: their desk, its requests, the council's group, the figures."""
