"""Updates in: kept in the inbox before Telegram is told so, then handled in order, chat by chat."""
