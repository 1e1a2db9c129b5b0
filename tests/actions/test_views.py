"""Saved views: a person's own, few, and only of the desk itself."""

import pytest

from dashboard.actions import views
from dashboard.domain.persons import Person, Role
from dashboard.domain.refusals import Refused
from tests.helpers.centre import Centre

LI = Person(login="li", name="李雷", role=Role.DISPATCHER)
WANG = Person(login="wang", name="王强", role=Role.FOREMAN)
LATE = "?street=S08&lamp=overdue"


def names(centre: Centre, person: Person = LI) -> list[str]:
    return [view.name for view in views.views_of(centre.system, person)]


def test_a_view_is_its_person_s_own(centre: Centre) -> None:
    views.save(centre.system, LI, "永吉 超期", LATE)
    assert [(view.name, view.search) for view in views.views_of(centre.system, LI)] == [
        ("永吉 超期", LATE)
    ]
    assert names(centre, WANG) == []
    views.drop(centre.system, WANG, "永吉 超期")
    assert names(centre) == ["永吉 超期"]


def test_a_name_can_be_given_again_and_taken_back(centre: Centre) -> None:
    views.save(centre.system, LI, "a", LATE)
    centre.clock.move(seconds=1)
    views.save(centre.system, LI, "b", LATE)
    centre.clock.move(seconds=1)
    views.save(centre.system, LI, " a ", "?unit=U01")
    assert names(centre) == ["b", "a"]
    views.drop(centre.system, LI, "b")
    assert names(centre) == ["a"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "a\x00b"])
def test_a_name_is_short_and_readable(centre: Centre, name: str) -> None:
    with pytest.raises(Refused, match="name"):
        views.save(centre.system, LI, name, LATE)


@pytest.mark.parametrize(
    "search", ["", "?", "street=S08", "?<script>", "?" + "x" * 500, "?a=/b", "#a"]
)
def test_only_a_filter_of_the_desk_can_be_saved(centre: Centre, search: str) -> None:
    with pytest.raises(Refused, match="filter"):
        views.save(centre.system, LI, "a", search)


def test_there_are_not_too_many(centre: Centre) -> None:
    for n in range(views.VIEWS_MAX):
        views.save(centre.system, LI, str(n), LATE)
    with pytest.raises(Refused, match="already"):
        views.save(centre.system, LI, "one more", LATE)
    assert len(names(centre)) == views.VIEWS_MAX
