"""Keeping a centre whole: checks, backups, and bringing old data to this version."""
