"""The demo's two walls, one for our own people and one for visitors."""

import base64
import hashlib
import hmac

from dashboard.domain.screens import AddScreen, Profile, Setting

SCREENS = (
    AddScreen(name="主屏", setting=Setting(profile=Profile.INSIDE)),
    AddScreen(name="大厅", setting=Setting(profile=Profile.VISITORS)),
)


def token_of(demo_token: str, name: str) -> str:
    """A wall's device token, the same at each start: it comes out of the demo's own."""
    made = hmac.new(demo_token.encode(), f"screen {name}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:24]).decode()
