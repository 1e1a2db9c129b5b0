"""Senders: each hands one text to the other side by its kind of channel, and says what it said."""
