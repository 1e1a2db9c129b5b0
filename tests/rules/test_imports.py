"""What import-linter can't check: the domain needs nothing but Python."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

DOMAIN = Path(__file__).parents[2] / "dashboard" / "domain"


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module if node.module and not node.level else "dashboard.domain"


def test_the_domain_imports_the_standard_library_only() -> None:
    modules = sorted(DOMAIN.rglob("*.py"))
    assert {path.parent.name for path in modules} >= {"domain", "alerts", "life"}
    foreign = [
        f"{path.relative_to(DOMAIN)} imports {name}"
        for path in modules
        for name in imported(path)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith("dashboard.domain")
    ]
    assert foreign == []
