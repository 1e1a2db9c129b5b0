"""The documents by file, and how they are written."""

import msgspec
import yaml

from tests.contract import asyncapi, openapi
from tests.contract.schemas import Schema

DOCUMENTS = {"asyncapi.yaml": asyncapi.document, "openapi.yaml": openapi.document}
HEAD = "# Made by `python -m tests.contract` out of the code; a test holds it to it.\n"


def text(document: Schema) -> str:
    """The document as YAML, in its own order."""
    plain = msgspec.json.decode(msgspec.json.encode(document))  # what is shared is written in full
    return HEAD + str(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100))
