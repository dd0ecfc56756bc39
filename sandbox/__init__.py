"""A Telegram on your desk: a Bot API server and a web chat for demonstrations and tests."""
