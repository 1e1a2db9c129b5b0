"""The assessed figures outside the leaders' page: how they are made, their table, their files."""
