"""Tokens: only digests are kept, each opens one thing, a revoked one opens nothing."""

from sqlalchemy import select, update

from dashboard.store import tables, tokens
from dashboard.store.tokens import TokenUse
from tests.helpers.centre import Centre


def make(centre: Centre, name: str = "north wall", use: TokenUse = TokenUse.WALL) -> str:
    with centre.system.engine.begin() as connection:
        return tokens.make(connection, centre.district, name, use, centre.system.now_ms())


def name_of(
    centre: Centre, token: str, use: TokenUse = TokenUse.WALL, district: str = ""
) -> str | None:
    with centre.system.reader.connect() as connection:
        return tokens.name_of(connection, district or centre.district, token, use)


def test_a_token_names_its_wall(centre: Centre) -> None:
    first, second = make(centre), make(centre, "south wall")
    assert first != second
    assert name_of(centre, first) == "north wall"
    assert name_of(centre, second) == "south wall"


def test_a_token_is_good_for_one_use_in_one_district(centre: Centre) -> None:
    token = make(centre)
    assert name_of(centre, token, TokenUse.API) is None
    assert name_of(centre, token, district="chaoyang") is None


def test_an_unknown_token_names_nobody(centre: Centre) -> None:
    token = make(centre)
    for wrong in ("", token[:-1], token + "x", tokens.digest(token)):
        assert name_of(centre, wrong) is None


def test_a_revoked_token_names_nobody(centre: Centre) -> None:
    token, other = make(centre), make(centre, "south wall")
    t = tables.tokens
    with centre.system.engine.begin() as connection:
        connection.execute(update(t).where(t.c.name == "north wall").values(revoked_at=1))
    assert name_of(centre, token) is None
    assert name_of(centre, other) == "south wall"


def test_the_token_itself_is_not_in_the_database(centre: Centre) -> None:
    token = make(centre)
    with centre.system.reader.connect() as connection:
        kept = connection.execute(select(tables.tokens)).one()
    assert token not in str(kept)
    assert len(token) >= 32
