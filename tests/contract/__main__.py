"""Writes docs/asyncapi.yaml and docs/openapi.yaml."""

from tests.contract import DOCS
from tests.contract.written import DOCUMENTS, text

for name, document in DOCUMENTS.items():
    (DOCS / name).write_text(text(document()), encoding="utf-8")
