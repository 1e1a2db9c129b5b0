"""What outside systems are told, made from the code: `python -m tests.contract` writes it."""

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
