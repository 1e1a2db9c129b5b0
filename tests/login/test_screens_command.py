"""`screen …`: a wall is added, set, sent a view and revoked from the command line."""

from dashboard.access import identity
from dashboard.access.identity import Who
from dashboard.domain.screens import Language, Night, Profile, Shows, WallScreen
from dashboard.domain.wall_views import WallView
from dashboard.store import screens
from tests.helpers.web import Web
from tests.login.conftest import Command


def kept(web: Web, name: str) -> WallScreen:
    with web.centre.system.reader.connect() as connection:
        found = screens.active(connection, web.centre.district)
    return next(one for one in found if one.name == name)


def who(web: Web, link: str) -> Who:
    return identity.wall(web.centre.system, link.partition("token=")[2], "", "").who


def test_a_wall_is_added_with_its_setting_and_link(web: Web, command: Command) -> None:
    options = ("--profile", "visitors", "--lang", "en", "--distance", "5", "--night", "22-6")
    link = command("screen", "add", "大厅", *options)
    assert who(web, link) is Who.WALL
    assert "/wall/overview?lang=en&distance=5&pitch=1.56&theme=dark&token=" in link
    found = kept(web, "大厅").setting
    assert (found.profile, found.lang, found.distance_m) == (Profile.VISITORS, Language.EN, 5)
    assert found.night == Night(since=22, until=6)


def test_what_is_not_named_stays(web: Web, command: Command) -> None:
    command("screen", "add", "大厅", "--lang", "en", "--night", "22-6")
    command("screen", "set", "大厅", "--pitch", "0.63", "--night", "off")
    found = kept(web, "大厅").setting
    assert (found.lang, found.pitch_mm, found.night) == (Language.EN, 0.63, None)


def test_a_wall_is_sent_a_view_and_the_list_says_which(web: Web, command: Command) -> None:
    command("screen", "add", "主屏")
    assert command("screen", "list").splitlines()[1].split()[2:] == ["inside", "as", "linked"]
    command("screen", "show", "主屏", "queue", "street=S08&of=overdue")
    assert kept(web, "主屏").shows == Shows(view=WallView.QUEUE, filter="of=overdue&street=S08")
    unset, line = command("screen", "list").splitlines()
    assert unset.split() == ["north", "wall", "on", "not", "set"]
    assert line.split() == [
        "主屏",
        "on",
        "inside",
        "/wall/queue?of=overdue&street=S08&lang=zh&distance=8&pitch=1.56&theme=dark",
    ]


def test_another_link_takes_the_place_of_the_first(web: Web, command: Command) -> None:
    first = command("screen", "add", "主屏")
    second = command("screen", "link", "主屏")
    assert (who(web, first), who(web, second)) == (Who.NOBODY, Who.WALL)


def test_a_revoked_wall_is_gone_and_may_come_back(web: Web, command: Command) -> None:
    link = command("screen", "add", "主屏")
    assert command("screen", "revoke", "主屏") == "1 revoked"
    assert who(web, link) is Who.NOBODY
    assert command("screen", "list").splitlines()[1].split() == ["主屏", "revoked", "not", "set"]
    assert who(web, command("screen", "add", "主屏")) is Who.WALL


def test_what_cannot_be_is_refused_in_words(web: Web, command: Command) -> None:
    command("screen", "add", "主屏")
    for words, said in (
        (("screen", "add", "主屏"), "already"),
        (("screen", "add", " "), "A name has"),
        (("screen", "add", "大厅", "--distance", "0.1"), "lies between"),
        (("screen", "set", "主屏", "--night", "ten"), "Night runs"),
        (("screen", "set", "nowhere"), "no screen"),
        (("screen", "link", "nowhere"), "no screen"),
        (("screen", "show", "nowhere", "map"), "no screen"),
        (("screen", "show", "主屏", "queue", "lang=en"), "can't be narrowed"),
        (("screen", "show", "主屏", "tour"), "no playlist"),
        (("screen", "revoke", "nowhere"), "Nothing of the name"),
    ):
        assert said in command(*words, code=1)
