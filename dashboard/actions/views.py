"""Saves and deletes a person's own views of the queue; not in the journal, as no case changes."""

import re

from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.store import views
from dashboard.store.views import SavedView
from dashboard.system import System

VIEWS_MAX = 30
NAME_MAX = 40
SEARCH_MAX = 500
# What a browser makes of names and codes in a query; other text could lead elsewhere.
SEARCH = re.compile(r"\?[\w=&%,.~+-]+", re.ASCII)


def views_of(system: System, person: Person) -> list[SavedView]:
    """A person's views, in the order in which they were saved."""
    with system.reader.connect() as connection:
        return views.of_person(connection, system.district.key, person.login)


def save(system: System, person: Person, name: str, search: str) -> None:
    """Saves the query under this name; raises `Refused`."""
    view = SavedView(" ".join(name.split()), search)
    if not 1 <= len(view.name) <= NAME_MAX or not view.name.isprintable():
        raise Refused("VIEW_NAME", f"A view's name has 1 to {NAME_MAX} characters.", most=NAME_MAX)
    if len(search) > SEARCH_MAX or not SEARCH.fullmatch(search):
        raise Refused("VIEW_EMPTY", "There is no filter to be saved.")
    key = system.district.key
    with system.engine.begin() as connection:
        views.save(connection, key, person.login, view, system.now_ms())
        if views.count(connection, key, person.login) > VIEWS_MAX:
            raise Refused("TOO_MANY_VIEWS", f"There are {VIEWS_MAX} views already.", most=VIEWS_MAX)


def drop(system: System, person: Person, name: str) -> None:
    """Deletes the view of this name, if there is one."""
    with system.engine.begin() as connection:
        views.drop(connection, system.district.key, person.login, name)
