"""Adapters to the outside: each source has a file or folder; raw messages in, `Report` out."""
