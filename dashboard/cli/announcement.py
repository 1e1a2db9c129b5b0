"""What `up` prints when the centre is ready: its address, and what to do next."""

import shlex
import sys
from dataclasses import replace

from dashboard.demo.people import LOGINS
from dashboard.demo.screens import SCREENS, token_of
from dashboard.settings import Settings

COMMAND = f"{shlex.quote(sys.executable)} -m dashboard"
"""The command for any shell of this machine, whatever Python its path finds."""


def address_of(settings: Settings) -> str:
    """The centre's address for a browser on this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    return f"http://{replace(settings, host=host).address}"


def lines(settings: Settings, *, staffed: bool) -> list[str]:
    """The lines to print; `staffed` means that somebody has an account already."""
    address = address_of(settings)
    told = _demo(settings, address) if settings.demo else _plain(address, staffed=staffed)
    logs = f"  logs            {settings.var / 'log'}"
    return ["", *told, logs, "", "  Ctrl-C stops everything."]


def _demo(settings: Settings, address: str) -> list[str]:
    token = settings.demo_token
    links = {one.name: token_of(token, one.name) for one in SCREENS}
    return [
        f"  指挥中心        {address}/wall/overview",
        f"  in English      {address}/wall/overview?lang=en",
        f"  a wall's link   {address}/wall/overview?token={token}",
        *(f"  screen {n}     {address}/wall/overview?token={own}" for n, own in links.items()),
        f"  an API key      {token}",
        f"  log in          {address}/login",
        f"  as              {' '.join(LOGINS)}",
        f"  password        {settings.demo_password}",
    ]


def _plain(address: str, *, staffed: bool) -> list[str]:
    """Without a demo a wall needs its link and everybody an account."""
    first = [
        "  Nobody has an account yet. The first is an administrator, whose password it prints:",
        f"                  {COMMAND} user add admin 'Your Name' admin",
        "  Then, from this machine or at the administrator's page /accounts:",
        f"  all persons     {COMMAND} user import PERSONS.csv --dry-run",
    ]
    return [
        f"  指挥中心        {address}/login",
        f"  in English      {address}/login?lang=en",
        *([] if staffed else first),
        f"  a wall's link   {COMMAND} screen add NAME",
        f"  an API key      {COMMAND} key add NAME",
        "                  (with the settings of this start: VAR_FOLDER, DATABASE_URL, …)",
    ]
