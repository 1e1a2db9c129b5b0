"""Adapters to the outside: one source a file or folder, raw messages in, `Report` out."""
