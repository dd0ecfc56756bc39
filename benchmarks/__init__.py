"""Speed, measured: what the bot promises in figures, each beside a baseline of the same run."""
