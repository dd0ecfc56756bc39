"""A council's group in Telegram: connecting it, and taking requests there."""
