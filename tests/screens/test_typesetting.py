"""Papers set by the real typesetter: every word is there, and whatever goes wrong is a failure."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.districts import load
from dashboard.runtime import typesetting
from dashboard.runtime.typesetting import DATA_MAX, Typesetter, TypesettingBusy, TypesettingFailed
from layouts.paper import pages
from layouts.paper.characters import FONT, FONTS, breakable, covered, plain, printable
from layouts.paper.document import EmptyPaper, Fact, Paper, PaperPart, as_data, as_json
from layouts.words import WORDS
from tests.helpers.pdf import letters, text_of
from tests.helpers.pdf import pages as pages_of

SETTER = Typesetter(template=pages.TEMPLATE, fonts=FONTS)
GAP = WORDS["report.gap"][0]


def paper(*words: str, **more: object) -> Paper:
    facts = [Fact(name=f"第{n}项", words=one) for n, one in enumerate(words, start=1)]
    whole = Paper(
        lang="zh",
        place="南关区运行指挥中心",
        title="初报",
        parts=[PaperPart(title="正文", facts=facts)],
    )
    return replace(whole, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        '#import "@preview/x:1.0.0": *',
        '#panic("x") #read("/etc/passwd") #{while true {}}',
        "$ x^2 $ *粗* _斜_ `码` = 题 - 项 + 项 / 项: 义 <标> @引 ~ \\ // 注 /* 注 */ --- ...",
        '"]) #strong[',
        "\\u{41} &lt;b&gt; <script>alert(1)</script> {{ w }} %s {0}",
        "供热爆管，1,800 户停热；−22 ℃（自由大路）“抢修”——",
    ],
)
def test_hostile_words_stand_on_the_paper_as_they_are(words: str) -> None:
    assert letters(words) in text_of(SETTER.pdf(pages.values(paper(words))))


def test_ten_thousand_characters_are_all_there() -> None:
    for sign in "路w8":
        text = text_of(SETTER.pdf(pages.values(paper(sign * 10_000))))
        assert text.count(sign) >= 10_000, "beside them there are page numbers"


def test_what_the_font_lacks_and_what_cannot_be_seen_is_written_out() -> None:
    words = "起火🔥 \u202e倒 \u0627\u0644 㛃 \u200b\x07\ufeff"
    wanted = "起火〔U+1F525〕 〔U+202E〕倒 〔U+0627 U+0644〕 〔U+36C3〕 〔U+200B U+0007 U+FEFF〕"
    assert printable(words) == wanted
    assert plain(words) == "起火🔥 〔U+202E〕倒 \u0627\u0644 㛃 〔U+200B U+0007 U+FEFF〕"
    text = text_of(SETTER.pdf(pages.values(paper(words))))
    assert letters(wanted) in text
    assert letters(WORDS["paper.codes"][0]) in text
    assert letters(WORDS["paper.codes"][0]) not in text_of(SETTER.pdf(pages.values(paper("起火"))))


@given(st.text())
def test_nothing_is_left_out_in_silence(words: str) -> None:
    shown = printable(words)
    assert all(ord(sign) in covered(FONT) for sign in shown if sign != "\n")
    named = re.sub(
        r"〔(U\+[0-9A-F]{4,6}(?: U\+[0-9A-F]{4,6})*)〕",
        lambda run: "".join(chr(int(code[2:], 16)) for code in run[1].split()),
        shown,
    )
    before = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if "〔" not in words:
        assert named == before
    assert breakable(words).replace("\u200b", "") == shown


def test_the_font_has_every_word_of_ours_and_every_name_of_the_district() -> None:
    pack = load("nanguan").district
    words = [text for pair in WORDS.values() for text in pair]
    words += [unit.name_zh for unit in pack.units.values()]
    words += [item.name_zh for item in pack.items.values()]
    words += [street.name_zh for street in pack.streets.values()]
    words += [community.name_zh for community in pack.communities.values()]
    assert {sign for text in words for sign in text} - {"\n"} <= set(map(chr, covered(FONT)))


def test_a_missing_value_is_said_and_an_empty_paper_is_none() -> None:
    text = text_of(SETTER.pdf(pages.values(paper("爆管", " \n"))))
    assert f"第2项{GAP}" in text
    with pytest.raises(EmptyPaper):
        as_data(paper("", " "))
    with pytest.raises(EmptyPaper):
        pages.values(paper())


def test_a_draft_says_so_on_every_page() -> None:
    mark, warning = (WORDS[f"paper.draft{which}"][0] for which in ("", ".warning"))
    long = paper("爆管\n" * 200, watermark=mark, warning=warning)
    every = pages_of(SETTER.pdf(pages.values(long)))
    assert len(every) > 2
    assert all(letters(mark) in letters(page) for page in every)
    assert letters(warning) in letters(every[0])


@pytest.mark.parametrize(
    ("source", "limits", "why"),
    [
        (
            "#for i in range(99999) { for j in range(99999) { let x = calc.sin(i * j) } }",
            {"seconds": 1.0},
            "seconds",
        ),
        ("#let a = range(9000000).map(x => (x, x, x))\n#a.len()", {"memory": 1 << 28}, "memory"),
        ("#for i in range(40) [ #lorem(1000) ]", {"size": 20_000}, "bytes"),
        ('#set text(font: "Nowhere")\nx', {}, "font"),
        ('#read("/etc/passwd")', {}, "not found"),
        ("#let f(x) = f(x)\n#f(1)", {}, "depth"),
    ],
)
def test_a_hang_a_crash_and_what_is_too_large_are_failures(
    tmp_path: Path, source: str, limits: dict[str, float], why: str
) -> None:
    template = tmp_path / "x.typ"
    template.write_text(source, "utf-8")
    setter = Typesetter(template=template, fonts=FONTS, **limits)  # type: ignore[arg-type]
    with pytest.raises(TypesettingFailed, match=why):
        setter.pdf(b"{}")


def test_without_its_font_no_paper_is_set(tmp_path: Path) -> None:
    with pytest.raises(TypesettingFailed, match="font"):
        replace(SETTER, fonts=tmp_path).pdf(pages.values(paper("爆管")))


def test_a_child_that_does_not_start_or_gives_something_else_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("raise SystemExit(3)", "print('hello')", "import os; os.kill(os.getpid(), 9)"):
        child = tmp_path / "child.py"
        child.write_text(text, "utf-8")
        monkeypatch.setattr(typesetting, "CHILD", child)
        with pytest.raises(TypesettingFailed):
            SETTER.pdf(pages.values(paper("爆管")))


def test_too_much_text_and_too_many_papers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TypesettingFailed, match="MiB"):
        SETTER.pdf(as_json(as_data(paper("路" * DATA_MAX))))
    monkeypatch.setattr(typesetting, "WAIT_S", 0.01)
    for _ in range(typesetting.AT_ONCE):
        assert typesetting._room.acquire(blocking=False)  # noqa: SLF001 - all places taken
    try:
        with pytest.raises(TypesettingBusy):
            SETTER.pdf(pages.values(paper("爆管")))
    finally:
        for _ in range(typesetting.AT_ONCE):
            typesetting._room.release()  # noqa: SLF001


SIGNS = (
    st.characters(min_codepoint=0x20, max_codepoint=0x7E)
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
    | st.sampled_from("\n\t🔥\u202e\u0627，。“”")
)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.text(SIGNS, max_size=120), min_size=1, max_size=3))
def test_any_words_come_out_as_they_went_in(words: list[str]) -> None:
    told = ["爆管", *words]
    text = text_of(SETTER.pdf(pages.values(paper(*told))))
    for one in told:
        assert letters(printable(one)) in text
