"""Keeps a centre intact: checks, backups, and upgrades of old data."""
