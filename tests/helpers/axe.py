"""What axe-core finds wrong with an open page: the rules of WCAG, and of good practice."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
NODES_MAX = 3


def violations(page: Page, part: str = "") -> list[str]:
    """Every rule that the page or this part of it breaks, in words, with the first places."""
    found = AXE.run(page, context=part or None).response["violations"]
    return [
        f"{rule['id']} × {len(rule['nodes'])}: "
        + " | ".join(node["html"][:160] for node in rule["nodes"][:NODES_MAX])
        for rule in found
    ]
