"""A setting that can't be used stops the start, with a sentence."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from configparser import RawConfigParser
from dataclasses import fields
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard import settings
from dashboard.cli import up
from dashboard.runtime.bootstrap import open_system
from dashboard.runtime.valkey import socket_path
from dashboard.settings import SettingsError
from dashboard.store import engines, migrate
from dashboard.streams import client


def read(var: Path, *, demo: bool = True, **environment: str) -> settings.Settings:
    return settings.read({"VAR_FOLDER": str(var)} | environment, demo=demo)


@pytest.mark.parametrize(
    ("name", "weak"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 16),
        ("SECRET_KEY", "abcabcabcabcabcabcabc"),
        ("SECRET_KEY", "1212121212121212"),
        ("SECRET_KEY", "1234567812345678"),
        ("SECRET_KEY", "0123456789abcdef"),
        ("SECRET_KEY", "qwertyuiopasdfgh"),
        ("SECRET_KEY", "x7Kq9pLmx7Kq9pLm"),
        ("SECRET_KEY", "x7Kq9pLmx7Kq9pLmx7K"),
        ("DEMO_TOKEN", "1"),
        ("DEMO_TOKEN", "11111111"),
        ("DEMO_TOKEN", "12341234"),
        ("DEMO_TOKEN", "x7Kqx7Kq"),
        ("DEMO_PASSWORD", "demo"),
        ("DEMO_PASSWORD", "00000000"),
        ("DEMO_PASSWORD", "password"),
    ],
)
def test_a_secret_that_is_guessed_is_refused(tmp_path: Path, name: str, weak: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        settings.read({"VAR_FOLDER": str(tmp_path), name: weak}, demo=True)
    assert weak not in str(refused.value)


@pytest.mark.parametrize("address", ["localhost", "http://localhost", "redis://a:secret@b:port/0"])
def test_an_address_that_is_none_of_redis_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError, match="REDIS_URL") as refused:
        open_system(read(tmp_path, REDIS_URL=address))
    assert "secret" not in str(refused.value)


def test_what_we_make_is_strong_enough(tmp_path: Path) -> None:
    made = read(tmp_path)
    again = read(tmp_path, SECRET_KEY=made.secret_key, DEMO_TOKEN=made.demo_token)
    assert again == made


@pytest.mark.parametrize("name", ["secret-key", "demo-token", "demo-password"])
@pytest.mark.parametrize("lost", [b"", b"\n", b"\xff\xfe"])
def test_a_kept_secret_that_is_lost_ends_the_start_with_a_sentence(
    tmp_path: Path, name: str, lost: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(lost)
    with pytest.raises(SettingsError, match=name):
        read(tmp_path)
    assert file.read_bytes() == lost


def test_up_says_so_and_ends(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    ended = subprocess.run(
        [sys.executable, "-m", "dashboard", "up"],
        env={**os.environ, "VAR_FOLDER": str(tmp_path), "SECRET_KEY": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("error: ")
    assert "secret-key is empty" in ended.stderr
    assert not (tmp_path / "log").exists()


@pytest.mark.parametrize("command", ["up", "migrate", "check"])
def test_a_database_of_a_newer_version_is_left_as_it_is(tmp_path: Path, command: str) -> None:
    address = f"sqlite:///{tmp_path}/dashboard.sqlite3"
    engine, reader = engines.open_engines(address)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ended = subprocess.run(
        [sys.executable, "-m", "dashboard", command],
        env={**os.environ, "VAR_FOLDER": str(tmp_path), "DATABASE_URL": address},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("error: The database has the schema 9999 of a newer version")
    with reader.connect() as connection:
        assert migrate.schema_of(connection) == "9999"
    engine.dispose()
    reader.dispose()


def test_no_sign_in_the_folders_path_means_anything(tmp_path: Path) -> None:
    folder = tmp_path / "a b ;c #d %(e)s %41 ?f=g"
    found = read(folder)
    engine, reader = engines.open_engines(found.database_url)
    migrate.upgrade(engine)
    assert engine.url.database == str(folder / "dashboard.sqlite3")
    assert (folder / "dashboard.sqlite3").exists()
    engine.dispose()
    reader.dispose()
    with client.connect(found.redis_url) as redis:
        assert redis.connection_pool.connection_kwargs["path"] == str(socket_path(folder))
    assert found.embedded_redis


def test_an_ipv6_host_stands_in_brackets_where_a_port_follows(tmp_path: Path) -> None:
    for given in ("::1", "[::1]"):
        found = read(tmp_path, HOST=given, PORT="8051")
        assert (found.host, found.address, found.open_wall) == ("::1", "[::1]:8051", True)
    assert read(tmp_path, HOST="127.0.0.1").address == "127.0.0.1:8050"


def test_a_folder_that_may_only_be_read_is_said_before_anything_starts() -> None:
    nobody = 65534
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o500)
    root = os.geteuid() == 0
    if root:
        os.chown(folder, nobody, nobody)
        os.seteuid(nobody)
    try:
        with pytest.raises(SettingsError, match="can't be used"):
            read(folder)
    finally:
        if root:
            os.seteuid(0)
        folder.rmdir()


def test_two_who_start_at_once_keep_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        found = set(many.map(lambda _: read(tmp_path).secret_key, range(24)))
    assert len(found) == 1
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "demo-password",
        "demo-token",
        "secret-key",
    ]


def test_no_process_fills_the_disk_with_its_log(tmp_path: Path) -> None:
    commands = up.programs(read(tmp_path), 1)
    found = RawConfigParser()
    found.read_string(up.configuration(commands))
    logs = [found[f"program:{name}"]["stdout_logfile_maxbytes"] for name in commands]
    assert logs == ["10MB"] * len(commands)
    assert all(found[f"program:{name}"]["stdout_logfile_backups"] == "2" for name in commands)
    assert found["supervisord"]["logfile_maxbytes"] == "10MB"


def test_nobody_has_more_than_eight_lines_unless_it_is_said(tmp_path: Path) -> None:
    assert read(tmp_path).lines_each_max == 8
    assert read(tmp_path, LINES_EACH_MAX="40").lines_each_max == 40


def test_every_process_of_up_has_every_setting(tmp_path: Path) -> None:
    given = read(
        tmp_path,
        DATABASE_URL="postgresql+psycopg://of-our-own/centre",
        REDIS_URL="redis://of-our-own:6379/1",
        HOST="::1",
        PORT="8051",
        SECRET_KEY="known to every process",
        DISTRICT="elsewhere",
        INSTANCE="training",
        DEMO_TOKEN="known to walls",
        DEMO_PASSWORD="known to persons",
        SOCKETS_MAX="300",
        LINES_EACH_MAX="40",
        SESSION_IDLE_S="60",
        SESSION_MAX_S="600",
        CAMERAS_FILE=str(tmp_path / "cameras.json"),
        TILES_URL="https://tiles.example/{z}/{x}/{y}.png",
        TILES_CRS="GCJ02",
        TILES_ATTRIBUTION="GS(2026)1",
        PUBLIC_URL="https://centre.example:8443",
        HEARTBEAT_URL="https://watch.example/ping/1",
    )
    plain = read(tmp_path / "plain", demo=False)
    same = [f.name for f in fields(given) if getattr(given, f.name) == getattr(plain, f.name)]
    assert same == []  # each differs from its default, so that a missing one is noticed
    assert settings.read(up.environment(given)) == given


@pytest.mark.parametrize(
    "url",
    [
        "centre.example",
        "ftp://centre.example",
        "https://centre.example/desk",
        "https://a:b@c.example",
    ],
)
def test_links_in_messages_lead_to_an_address_or_nowhere(tmp_path: Path, url: str) -> None:
    assert read(tmp_path, demo=False).link_base == ""
    assert read(tmp_path, demo=True).link_base == "http://127.0.0.1:8050"
    assert (
        read(tmp_path, PUBLIC_URL="https://centre.example/").link_base == "https://centre.example"
    )
    with pytest.raises(SettingsError, match="PUBLIC_URL"):
        read(tmp_path, PUBLIC_URL=url)
    if url != "https://centre.example/desk":
        with pytest.raises(SettingsError, match="HEARTBEAT_URL"):
            read(tmp_path, HEARTBEAT_URL=url)
