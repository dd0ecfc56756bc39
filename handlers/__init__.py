"""The Telegram edge: what people send and what they see."""
