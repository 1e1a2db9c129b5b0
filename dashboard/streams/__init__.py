"""Redis, the transport: the inbox, the changes, the signs of life."""
