"""Loops: intake, relay, timers. Each may die at any instant; the next one continues its work."""
