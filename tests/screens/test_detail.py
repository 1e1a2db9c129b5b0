"""The detail as it leaves the server: what it says, hides and offers."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from dashboard.actions.act_names import ACTS as NAMES
from dashboard.actions.dossier import Dossier
from dashboard.domain.case import (
    TERMINAL,
    UNASSIGNED,
    CaseState,
    Proposal,
    Proposed,
    Suspension,
)
from dashboard.domain.commands import Reporter
from dashboard.domain.life import OwnerKind as Place
from dashboard.domain.life import owner
from layouts import console
from layouts.acts import ACTS
from layouts.detail.clocks import around, ticks
from layouts.detail.near import related
from layouts.detail.reporter import reporter
from layouts.detail.steps import steps as steps_part
from layouts.detail.timeline import reason, timeline
from layouts.times import span
from layouts.words import WORDS, Lang, word
from tests.screens import desk_example
from tests.screens.desk_page import PERSON
from tests.screens.detail_page import ABLE, detail, seat, steps

LANGS: tuple[Lang, ...] = ("zh", "en")


def parts(root: object) -> Iterator[dict[str, Any]]:
    """The properties of this component and all below it, as they are sent, in order."""
    sent = json.loads(json.dumps(root, cls=PlotlyJSONEncoder))
    waiting = [sent]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict) and "props" in value:
            yield value["props"]
            waiting.append(value["props"].get("children"))


def text(root: object) -> str:
    """All words, in order."""
    found: list[str] = []
    for props in parts(root):
        children = props.get("children")
        several = children if isinstance(children, list) else [children]
        found += [str(one) for one in several if isinstance(one, str | int)]
    return " ".join(found)


def acts_of(root: object) -> list[str]:
    return [props["data-act"] for props in parts(root) if "data-act" in props]


def shown(lang: Lang = "zh", found: Dossier | None = None) -> Component:
    return detail(lang, found or desk_example.example())


def with_case(**values: Any) -> Dossier:
    found = desk_example.example()
    return replace(found, case=replace(found.case, **values))


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_and_its_detail_have_every_id_once(lang: Lang) -> None:
    page = console.page(desk_example.DISTRICT, lang, PERSON)
    named = Counter(str(p["id"]) for root in (page, shown(lang)) for p in parts(root) if "id" in p)
    assert [name for name, times in named.items() if times > 1] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_detail_names_number_place_unit_and_what_waits(lang: Lang) -> None:
    said = text(shown(lang))
    unit = {"zh": "城管局", "en": "Urban Mgmt"}[lang]
    assert all(words in said for words in ("NG20261123-0308", "207", unit, "206 网格供热爆管"))


def test_an_address_that_leads_nowhere_safe_is_text() -> None:
    bad = ("javascript:alert(1)", "data:text/html,<b>", "https://files.example.org/1.jpg")
    found = shown(found=with_case(attachments=bad))
    links = [p["href"] for p in parts(found) if p.get("target") == "_blank"]
    assert bad[2] in links
    assert not any(link in links for link in bad[:2])
    assert bad[0] in text(found)


def test_a_text_that_looks_like_a_component_stays_a_text() -> None:
    trap = '{"type":"Iframe","namespace":"dash_html_components","props":{"src":"/"}}'
    assert trap in text(shown(found=with_case(text=trap)))


def test_what_may_be_done_is_a_button_with_its_key_and_the_rest_says_why_not() -> None:
    part = steps_part(seat("zh", desk_example.example()), steps())
    able = acts_of(part)
    assert able == [act.name for act in ACTS if act.name in ABLE]
    dashed = [text({"props": p}) for p in parts(part) if p.get("className") == "act dashed"]
    names = [word("zh", f"act.{act.name}") for act in ACTS if act.name not in able]
    assert len(dashed) == 1
    assert all(name in dashed[0] for name in names)
    assert "needs FILED" in dashed[0]


def test_what_the_case_waits_for_stands_out() -> None:
    part = steps_part(seat("zh", desk_example.example()), steps())
    first = [p["data-act"] for p in parts(part) if p.get("className") == "act first"]
    assert first == ["return_agree"]


def test_nobody_is_offered_nothing_without_a_word() -> None:
    assert "没有可做的操作" in text(steps_part(seat("zh", desk_example.example()), steps(())))


def test_a_likely_duplicate_and_an_incident_come_with_the_key_that_ties_them() -> None:
    tied = [p for p in parts(shown()) if p.get("className") == "act small"]
    assert [(p["data-act"], p.get("data-incident"), p.get("data-into")) for p in tied] == [
        ("link_incident", "NGI20261123-01", None),
        ("merge", None, "NG20261123-0321"),
    ]


def test_who_may_not_tie_cases_is_offered_no_key_for_it() -> None:
    found = desk_example.example()
    part = related(seat("zh", found), found, able=())
    assert part is not None
    assert acts_of(part) == []
    assert "供热爆管" in text(part)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"extension_pending": desk_example.at(20, 0)}, {"zh": "延期待批", "en": "Extension"}),
        ({"suspension_pending": desk_example.at(20, 0)}, {"zh": "挂账待批", "en": "Suspension"}),
        (
            {
                "proposal": Proposal(
                    what=Proposed.VOID, by="foreman", at=desk_example.at(17, 0), reason="重复"
                )
            },
            {"zh": "待复核", "en": "To be confirmed"},
        ),
        (
            {
                "state": CaseState.SUSPENDED,
                "suspension": Suspension(
                    reason="SEASON",
                    at=desk_example.at(9, 0),
                    resume_at=desk_example.at(9, 0) + timedelta(days=99),
                    stage_left_ms=1,
                    case_left_ms=1,
                ),
            },
            {"zh": "季节、冻土", "en": "frozen ground"},
        ),
    ],
    ids=["extension", "suspension", "proposal", "suspended"],
)
def test_a_detail_says_what_waits_for_a_decision(
    lang: Lang, values: dict[str, Any], words: dict[Lang, str]
) -> None:
    assert words[lang] in text(shown(lang, with_case(**values)))


def test_the_reporter_is_masked_hidden_or_unknown() -> None:
    found = desk_example.example()
    at = seat("zh", found)
    masked = reporter(at, found.case, Reporter("王**", "*4321"))
    assert "王** *4321" in text(masked)
    assert any(p.get("id") == "console-reveal" for p in parts(masked))
    hidden = reporter(at, found.case, None)
    assert "权限外" in text(hidden)
    assert not any("id" in p for p in parts(hidden))
    nobody = reporter(at, replace(found.case, reporter_known=False), None)
    assert "未留" in text(nobody)


def test_the_history_stands_with_the_newest_first_and_says_by_whom_and_why() -> None:
    said = text(shown()).partition("经过")[2]
    assert said.index("退单申请") < said.index("签收") < said.index("核实属实")
    assert "现场核实属实" in said
    assert "李敏" in said


def test_the_history_says_by_which_outside_system_an_act_came() -> None:
    acts = desk_example.acts()
    by_key = [replace(act, via="key:waterworks") for act in acts]
    said: dict[Lang, str] = {"zh": "（接口：waterworks）", "en": "(by waterworks)"}
    for lang, words in said.items():
        drawn = text(timeline(seat(lang, desk_example.example()), by_key))
        assert drawn.count(words) == len(acts)


def test_a_deadline_over_the_year_names_its_rules_and_what_is_provisional() -> None:
    said = text(shown("zh", desk_example.work_day_example()))
    assert all(words in said for words in ("民法典第201条", "不计", "暂定", "元旦", "15 工作日"))


@pytest.mark.parametrize("minutes", [1, 30, 200, 1500, 9000, 90_000, 600_000])
def test_an_axis_has_at_most_six_ticks_in_their_order(minutes: int) -> None:
    start = desk_example.at(13, 54)
    axis = around(start, start + timedelta(minutes=minutes))
    found = [at for at, _ in ticks(seat("zh", desk_example.example()), axis)]
    assert 1 <= len(found) <= 6
    assert found == sorted(found)
    assert all(axis.start <= at <= axis.end for at in found)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "0分"),
        (timedelta(minutes=22, seconds=59), "22分"),
        (timedelta(hours=23, minutes=59), "23时59分"),
        (timedelta(hours=39), "1.6天"),
        (timedelta(days=10) - timedelta(minutes=1), "9.9天"),
        (timedelta(days=10), "10天"),
        (timedelta(days=38, hours=23), "38天"),
        (-timedelta(hours=1), "1时00分"),
    ],
)
def test_a_time_span_is_rounded_down(length: timedelta, words: str) -> None:
    assert span("zh", length) == words


def test_no_length_reads_like_a_time_of_day() -> None:
    for minutes in range(0, 3000, 7):
        for lang in ("zh", "en"):
            assert ":" not in span(lang, timedelta(minutes=minutes))
    assert span("en", timedelta(hours=10, minutes=7)) == "10h07"
    assert span("en", timedelta(minutes=12)) == "12 min"


def test_every_act_of_a_history_has_a_word() -> None:
    assert [act for act in NAMES if f"did.{act}" not in WORDS] == []


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("NO_CAPACITY: 人手不够", "力量不足：人手不够"),
        ("NO_CAPACITY", "力量不足"),
        ("REPLY_LATE", "督办逾期未答复，自动升级"),
        ("SEASON", "季节、冻土"),
        ("现场核实属实", "现场核实属实"),
        ("A: b", "A: b"),
    ],
)
def test_a_coded_reason_is_said_in_words(why: str, words: str) -> None:
    assert reason(seat("zh", desk_example.example()), why) == words


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", [s for s in CaseState if s not in TERMINAL])
def test_in_every_state_a_detail_says_who_answers_for_it(lang: Lang, state: CaseState) -> None:
    found = with_case(state=state, unit=None if state in UNASSIGNED else "D13")
    held = owner(found.case)
    assert held is not None
    who = {"zh": "负责", "en": "With the"}[lang] if held.seat is not Place.UNIT else None
    assert (who or {"zh": "主办", "en": "Lead"}[lang]) in text(shown(lang, found))
