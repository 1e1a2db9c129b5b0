"""The demo's persons: one for nearly every role, unit, street and station; one password."""

from collections.abc import Mapping

from dashboard.domain.district import District
from dashboard.domain.roles import Person, Role


def _person(login: str, name: str, role: Role, **scope: str | int) -> Person:
    return Person(login=login, name=name, role=role, **scope)  # type: ignore[arg-type]


PEOPLE = (
    _person("dispatcher", "李强", Role.DISPATCHER),
    _person("dispatcher2", "王芳", Role.DISPATCHER),
    _person("foreman", "赵国栋", Role.FOREMAN),
    _person("supervisor", "孙丽", Role.SUPERVISOR),
    _person("duty", "周明", Role.DUTY),
    _person("duty2", "宋涛", Role.DUTY),
    _person("duty3", "林静", Role.DUTY),
    _person("duty4", "唐毅", Role.DUTY),
    _person("leader", "陈建国", Role.LEADER),
    _person("grid206", "刘桂兰", Role.GRID_LEADER, grid=206),
    _person("street-s08", "杨帆", Role.STREET, street="S08"),
    _person("unit-u01", "张伟", Role.UNIT, unit="U01"),
    _person("unit-d13", "马晓东", Role.UNIT, unit="D13"),
    _person("auditor", "何静", Role.AUDITOR),
    _person("admin", "系统管理员", Role.ADMIN),
    _person("intake", "吴敏", Role.INTAKE),
    _person("director", "郑海", Role.DIRECTOR),
    _person("duty-leader", "高峰", Role.DUTY_LEADER),
)
CREW = (
    _person("foreman2", "郭健", Role.FOREMAN),
    _person("duty-leader2", "罗斌", Role.DUTY_LEADER),
    *(
        _person(f"duty{n}", name, Role.DUTY)
        for n, name in enumerate(("许静", "韩磊", "冯雪", "曹阳", "彭勇", "邓洁"), start=5)
    ),
    *(one for one in PEOPLE if one.role in (Role.FOREMAN, Role.DUTY_LEADER)),
)
"""Who is in the demo's roster beside the officers of the shifts (`feeds/simulator/staff.py`)."""
LOGINS: Mapping[str, Person] = {person.login: person for person in PEOPLE}


def everybody(district: District) -> Mapping[str, Person]:
    """All persons of the demo by log-in: these, the roster's, and those of units and places."""
    liaisons = (
        _person(f"unit-{code.lower()}", f"{unit.short_zh}联络员", Role.UNIT, unit=code)
        for code, unit in district.units.items()
        if unit.kind != "street"
    )
    centres = (
        _person(f"street-{code.lower()}", f"{street.name_zh}值守员", Role.STREET, street=code)
        for code, street in district.streets.items()
    )
    stations = (
        _person(f"station-{code.lower()}", f"{place.name_zh}站长", Role.STATION, community=code)
        for code, place in district.communities.items()
    )
    others = (*liaisons, *centres, *stations, *CREW)
    return {**{person.login: person for person in others}, **LOGINS}
