"""How a module of tables says to `records` where its states go."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table

from dashboard.domain.changes import Kind

Layout = Mapping[Kind, tuple[Table, Callable[[Any], dict[str, Any]]]]
"""By kind of state: its table, and the columns beside its body."""
