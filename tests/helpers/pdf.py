"""The text of a PDF, as a reader selects it."""

from io import BytesIO

from pypdf import PdfReader


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def letters(text: str) -> str:
    """Without spaces and line ends, which follow from where a line is broken."""
    return "".join(text.split()).replace("\u200b", "")


def text_of(pdf: bytes) -> str:
    return letters("".join(pages(pdf)))
