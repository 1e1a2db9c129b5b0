"""Warnings of the weather service and others (预警), as CAP 1.2 messages tell them."""
