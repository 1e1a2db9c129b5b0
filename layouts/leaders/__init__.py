"""The leaders' page: how it stands, what hurts, what grew, and where to look."""
