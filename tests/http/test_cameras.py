"""Camera points: for the centre's own walls, never for visitors' walls."""

from dataclasses import replace

from dashboard.actions.handle import handle
from dashboard.domain.screens import AddScreen, Profile, Setting
from dashboard.store.tokens import TokenUse
from tests.helpers.centre import Centre
from tests.helpers.web import web_process

CAMERA = b'{"type":"FeatureCollection","features":[{"type":"Feature"}]}'
ADDRESSES = ("/geo/cameras.json", "/geo/tiles/cameras.json")


def test_only_walls_inside_are_given_the_cameras(sqlite_centre: Centre) -> None:
    pack = sqlite_centre.system.pack
    drawn = {**pack.outlines, "cameras": CAMERA}
    pack = replace(pack, outlines=drawn, outlines_on_tiles=drawn)
    sqlite_centre.system = replace(sqlite_centre.system, pack=pack)
    for profile in Profile:
        added = AddScreen(name=profile.value, setting=Setting(profile=profile))
        assert handle(sqlite_centre.system, added, by="test").refused is None
    web = web_process(sqlite_centre)
    for name, count in ((Profile.INSIDE.value, 1), (Profile.VISITORS.value, 0), ("nobody set", 0)):
        wall = web.wall(web.make_token(name, TokenUse.WALL))
        for address in ADDRESSES:
            assert len(wall.get(address).get_json(force=True)["features"]) == count, (name, address)
