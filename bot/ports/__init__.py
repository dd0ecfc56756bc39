"""What services need from outside, as Protocols; a module a feature."""
