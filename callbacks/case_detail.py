"""What a person sees of a case: read anew each time, and only what they may see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidTag
from dash.development.base_component import Component

from dashboard.access.identity import person_here
from dashboard.actions.dossier import Dossier, dossier
from dashboard.actions.reporters import disclose, masked_reporter
from dashboard.domain.changes import Act
from dashboard.domain.commands import Reporter
from dashboard.domain.life import Circumstances, possible
from dashboard.domain.persons import Person
from dashboard.domain.refusals import Refused
from dashboard.domain.roles import may_kind
from dashboard.store import calendar, people
from dashboard.store.engines import Connection
from dashboard.system import System
from layouts.acts import ACTS
from layouts.detail.reporter import reporter, said
from layouts.detail.steps import NextStep
from layouts.detail.viewer import Viewer
from layouts.detail.whole import DetailContent, missing, unchosen, whole
from layouts.refused import in_words
from layouts.times import Local
from layouts.words import Lang, word

NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DetailReader:
    """A person who looks at a screen, in one language."""

    system: System
    person: Person
    lang: Lang

    @classmethod
    def here(cls, system: System, lang: Lang) -> "DetailReader":
        """For the person who sends the present request."""
        person = person_here()
        assert person is not None  # noqa: S101 - the middleware lets nobody else ask
        return cls(system, person, lang)

    def detail(self, number: str | None) -> tuple[Component, Dossier | None]:
        """The detail of this case and its dossier; if there is none, words that say why."""
        if number is None:
            return unchosen(self.lang), None
        with self.system.reader.connect() as connection:
            found = dossier(self.system, connection, number, self.person)
            if found is None:
                return missing(self.seat(), number), None
            return self._whole(connection, found), found

    def unmasked(self, number: str | None) -> str:
        """The reporter in full, after recording it; or why it isn't shown."""
        seat = self.seat()
        try:
            return said(seat, disclose(self.system, self.person, number or ""))
        except Refused as refused:
            return in_words(self.lang, self.system.district, refused)
        except InvalidTag:  # sealed with another SECRET_KEY
            return word(self.lang, "reporter.away")

    def _whole(self, connection: Connection, found: Dossier) -> Component:
        seat = self.seat(dict(self._names(connection, found.acts)))
        known = self._reporter(connection, found)
        told = DetailContent(
            dossier=found,
            steps=self._steps(connection, found),
            reporter=reporter(seat, found.case, known),
        )
        return whole(seat, told)

    def seat(self, names: Mapping[str, str] = NOBODY) -> Viewer:
        """The viewer for whom a screen's parts are made; `names` are persons' by their log-ins."""
        district = self.system.district
        local = Local(ZoneInfo(district.timezone), self.lang, self.system.clock())
        names = {"timers": word(self.lang, "detail.timers"), **names}
        return Viewer(
            lang=self.lang, local=local, district=district, person=self.person, people=names
        )

    def _names(self, connection: Connection, acts: Sequence[Act]) -> Iterator[tuple[str, str]]:
        for login in {act.by for act in acts} - self.system.district.units.keys():
            account = people.account(connection, self.system.district.key, login)
            if account is not None:
                yield login, account.person.name

    def _reporter(self, connection: Connection, found: Dossier) -> Reporter | None:
        try:
            return masked_reporter(self.system, connection, self.person, found.case)
        except InvalidTag:
            return Reporter()

    def _steps(self, connection: Connection, found: Dossier) -> list[NextStep]:
        """Every act, with the rule that forbids it to this person now."""
        case, district = found.case, self.system.district
        at = Circumstances(
            now=found.now,
            district=district,
            calendar=calendar.current(connection, district),
            number=case.number,
            by=self.person.login,
            person=self.person,
            linked=found.linked,
        )
        return [
            NextStep(
                act,
                may_kind(self.person, act.command, case, at.now) or possible(case, act.command, at),
            )
            for act in ACTS
        ]


def chosen_number(selected: object) -> str | None:
    """The number in the selected case's store; a sender may have put anything there."""
    number = selected.get("no") if isinstance(selected, dict) else None
    return number if isinstance(number, str) and number else None
