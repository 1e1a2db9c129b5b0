"""The system's nginx in front of a centre, with the configuration in docs/nginx.conf."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dashboard.system import real_clock
from tests.services.centre import ROOT, free_port, wait_until

DOCS = ROOT / "docs"
START_S = 10.0
# Debian installs it where only root's PATH leads.
WHERE = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
# What the example says about its machine; the tests replace it.
LISTEN = "listen 443 ssl http2;"
UPSTREAM = "server 127.0.0.1:8050 "
CERTIFICATE, KEY = "/etc/nginx/centre.pem;", "/etc/nginx/centre.key;"
PAGES = "root /usr/share/centre;"
CALLED = "centre.example 1;"
LOG = "/var/log/nginx/centre.log "
AROUND = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    types {{ text/html html; }}
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/centre.conf;
}}
"""


class NoNginxError(RuntimeError):
    """No nginx to start; the message is for the person who runs the tests."""


def nginx_path() -> str:
    """The system's nginx. Raises NoNginxError."""
    path = shutil.which("nginx", path=WHERE)
    if path is None:
        raise NoNginxError("There is no nginx here: install the package nginx.")
    return path


class Nginx:
    """One nginx with its own folder and port, in front of the web process on port `behind`."""

    def __init__(self, folder: Path, behind: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.address = f"https://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        _certify(folder)
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
        (folder / "centre.conf").write_text(
            example(
                {
                    LISTEN: f"listen 127.0.0.1:{self.port} ssl http2;",
                    UPSTREAM: f"server 127.0.0.1:{behind} ",
                    CERTIFICATE: f"{folder}/centre.pem;",
                    KEY: f"{folder}/centre.key;",
                    PAGES: f"root {DOCS};",
                    CALLED: "127.0.0.1 1;",
                    LOG: f"{folder}/access.log ",
                }
            )
        )

    def start(self) -> "Nginx":
        """Starts it; returns when it listens."""
        command = [nginx_path(), "-p", str(self._folder), "-e", str(self._folder / "error.log")]
        with (self._folder / "said.log").open("ab") as said:
            self._process = subprocess.Popen(
                [*command, "-c", str(self._folder / "nginx.conf")], stdout=said, stderr=said
            )
        wait_until(self._listens, START_S, f"nginx listens: {self.said()}")
        return self

    def _listens(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.said()
        return (self._folder / "nginx.pid").is_file()

    def said(self) -> str:
        """What it has written about errors."""
        logs = (self._folder / name for name in ("said.log", "error.log"))
        return "\n".join(log.read_text(errors="replace") for log in logs if log.is_file())

    def stop(self) -> None:
        """Ends it and all its lines at once; does nothing if it doesn't run."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(START_S)


def example(own: Mapping[str, str]) -> str:
    """docs/nginx.conf for this machine; fails if it lacks what is to be replaced."""
    text = (DOCS / "nginx.conf").read_text(encoding="utf-8")
    for theirs, ours in own.items():
        assert text.count(theirs) == 1, f"docs/nginx.conf says {theirs!r} not exactly once"
        text = text.replace(theirs, ours)
    return text


def _certify(folder: Path) -> None:
    """Makes a certificate that only the tests trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = real_clock()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "centre.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "centre.key").write_bytes(secret)


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{nginx_path()}\n")
    except NoNginxError as missing:
        sys.exit(str(missing))
