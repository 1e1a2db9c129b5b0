"""The posts of the duty room: what the file says, a pack without it, and what stops a start."""

from datetime import time

import pytest

from dashboard.districts import Pack, load
from dashboard.districts.chains import CHAINS
from dashboard.districts.posts import POSTS, POSTS_MAX
from dashboard.domain.persons import Role
from tests.districts.conftest import Edit, Refusal

FIRST = "WATER,供水专员,Water desk,duty;duty_leader;foreman,08:00-20:00,0"


def test_a_post_is_as_its_line_says(pack: Pack) -> None:
    posts = pack.district.posts
    assert list(posts)[:2] == ["LEADER", "FOREMAN"], "in the order of the file"
    water, main = posts["WATER"], posts["MAIN"]
    assert (water.called("zh"), water.called("en")) == ("供水专员", "Water desk")
    assert (water.hours, water.has_shift) == ((time(8), time(20)), False)
    assert water.roles == {Role.DUTY, Role.DUTY_LEADER, Role.FOREMAN}
    assert [code for code, post in posts.items() if post.has_shift] == ["MAIN"]
    assert main.hours == (time(8, 30), time(8, 30))


def test_a_post_without_hours_need_not_be_held(edited: Edit) -> None:
    folder = edited(POSTS, FIRST, FIRST.replace("08:00-20:00", "-"))
    assert load(str(folder)).district.posts["WATER"].hours is None


def test_a_pack_without_the_file_has_no_roster(edited: Edit) -> None:
    folder = edited("district.toml", "南关区", "别处")
    (folder / POSTS).unlink()
    (folder / CHAINS).unlink()  # which call the posts' holders
    assert load(str(folder)).district.posts == {}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (FIRST.replace("WATER", "MAIN"), "code 'MAIN' is already in duty_posts.csv"),
        (FIRST.replace("供水专员", "主班"), "name_zh '主班' is already in"),
        (FIRST.replace("WATER", "WATERDESK"), "code 'WATERDESK' is longer than 8 characters"),
        (FIRST.replace("duty;", "unit;"), "roles 'unit' is none of the duty desk's: foreman, duty"),
        (FIRST.replace("08:00-20:00", "8-20"), "hours '8-20' must be like 08:30-11:30."),
        (FIRST.replace(":00,0", ":00,yes"), "shift 'yes' is unknown; use one of 0, 1"),
        (FIRST.replace(":00,0", ":00,1"), "one post alone has the shift"),
        (
            "\n".join(f"P{n},岗{n},Post {n},duty,-,0" for n in range(POSTS_MAX)),
            "there are more than 20 posts",
        ),
    ],
)
def test_a_line_that_does_not_fit_is_named(refusal: Refusal, line: str, says: str) -> None:
    said = refusal(POSTS, FIRST, line)
    assert said.startswith("duty_posts.csv, line ")
    assert says in said
