"""What is on, I am coming, and nobody comes to a moved event."""
