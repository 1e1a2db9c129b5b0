"""Hypothesis strategies for commands and states, made from their types."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import EnumType
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

Strategies = Mapping[Any, st.SearchStrategy[Any]]

ANYTHING: Strategies = {
    str: st.text(max_size=300),
    int: st.integers(),
    float: st.floats(),
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.sampled_from([None, UTC]) | st.timezones()),
    date: st.dates(),
    NoneType: st.none(),
}
"""Whatever Python can hold."""
WRITABLE: Strategies = {
    **ANYTHING,
    str: st.text(min_size=1, max_size=50),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    datetime: st.datetimes(timezones=st.just(UTC)),
}
"""What JSON can say."""


def any_of(kind: Any, values: Strategies) -> st.SearchStrategy[Any]:
    """Any `kind` (a dataclass, an enum, a union, a plain type), its fields from `values`."""
    if kind in values:
        return values[kind]
    if get_origin(kind) is tuple:
        return st.lists(any_of(get_args(kind)[0], values), max_size=3).map(tuple)
    if isinstance(kind, UnionType):
        return st.one_of([any_of(one, values) for one in get_args(kind)])
    if isinstance(kind, EnumType):
        return st.sampled_from(list(kind))
    fields = get_type_hints(kind)
    return st.builds(kind, **{name: any_of(hint, values) for name, hint in fields.items()})
