"""Behind a proxy: no token in a log, no open wall, no other host name, and TLS from then on."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from werkzeug.serving import make_server

from tests.helpers.web import Web
from tests.http.test_middleware import demo
from tests.services.nginx import Nginx

__all__ = ["demo"]
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


@pytest.fixture
def nginx(web: Web, tmp_path: Path) -> Iterator[Nginx]:
    """nginx with the example's configuration, in front of this process's web server."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, web.server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = Nginx(tmp_path / "nginx", server.server_port).start()
    yield found
    found.stop()
    server.shutdown()


def get(nginx: Nginx, path: str, **headers: str) -> requests.Response:
    address = nginx.address + path
    with requests.Session() as browser:
        browser.trust_env = browser.verify = False  # only the tests trust its certificate
        return browser.get(address, headers=headers, allow_redirects=False, timeout=10)


def logged(folder: Path) -> str:
    return "\n".join(file.read_text() for file in folder.glob("*.log"))


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
def test_no_log_tells_a_wall_s_token(web: Web, nginx: Nginx, tmp_path: Path) -> None:
    opened = get(nginx, f"/wall/overview?lang=en&token={web.token}")
    assert (opened.status_code, opened.headers["Location"]) == (302, "/wall/overview?lang=en")
    wrong = get(nginx, f"/wall/queue?token={web.token}x")
    assert (wrong.status_code, web.token in wrong.text) == (401, False)
    assert get(nginx, "/login?lang=en").status_code == 200
    nginx.stop()
    told = logged(tmp_path / "nginx")
    assert web.token not in told
    assert '"GET /wall/overview?token=..." 302' in told
    assert '"GET /login?lang=en" 200' in told


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
def test_no_log_tells_a_token_while_the_centre_is_away(tmp_path: Path) -> None:
    away = Nginx(tmp_path / "nginx", 9).start()
    try:
        answer = get(away, "/wall/overview?token=a-wall-s-token")
        assert answer.status_code == 502
        assert "healthz" in answer.text
    finally:
        away.stop()
    assert "a-wall-s-token" not in logged(tmp_path / "nginx")


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
def test_who_calls_it_by_another_name_is_turned_away(nginx: Nginx) -> None:
    assert get(nginx, "/healthz").status_code == 200
    for name in ("localhost", "evil.example", f"localhost:{nginx.port}"):
        assert get(nginx, "/wall/overview", Host=name).status_code == 421


@pytest.mark.parametrize("header", FORWARDED)
def test_a_demo_s_wall_is_not_open_when_a_proxy_speaks(demo: Web, header: str) -> None:
    base = {"base_url": "http://localhost:8050", "environ_base": {"REMOTE_ADDR": "127.0.0.1"}}
    client = demo.nobody()
    assert client.get("/wall/overview", **base).status_code == 200
    asked = client.get("/wall/overview", headers={header: "127.0.0.1"}, **base)
    assert asked.status_code == 401


def test_a_browser_that_came_by_tls_comes_by_tls_again(web: Web) -> None:
    name = "Strict-Transport-Security"
    assert name not in web.nobody().get("/login").headers
    for path in ("/login", "/healthz", "/wall/overview", "/nothing"):
        answer = web.nobody().get(path, base_url="https://localhost")
        assert answer.headers[name].startswith("max-age=31536000"), path
