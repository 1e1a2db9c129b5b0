"""The command line: one module for each word after `python -m dashboard`."""
