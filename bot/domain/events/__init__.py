"""Events: what is on, who comes, and when whoever comes is told something."""
