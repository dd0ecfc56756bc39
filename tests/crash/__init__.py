"""The bot as a process of its own, killed and started again."""
