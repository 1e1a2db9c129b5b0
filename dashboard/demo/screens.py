"""The demo's two walls: one for staff, one for visitors."""

import base64
import hashlib
import hmac

from dashboard.domain.screens import AddScreen, Profile, Setting

SCREENS = (
    AddScreen(name="主屏", setting=Setting(profile=Profile.INSIDE)),
    AddScreen(name="大厅", setting=Setting(profile=Profile.VISITORS)),
)


def token_of(demo_token: str, name: str) -> str:
    """A wall's device token, derived from the demo's token: the same at each start."""
    made = hmac.new(demo_token.encode(), f"screen {name}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:24]).decode()
