"""The people's side: what persons do, and the HTTP and WebSocket calls of the web chat."""
