"""Whose address is slowed down: a proxy's header counts only from this machine."""

import pytest
from flask import Flask

from dashboard.web.login_routes import peer


@pytest.mark.parametrize(
    ("remote", "forwarded", "counted"),
    [
        ("10.1.2.3", "", "10.1.2.3"),
        ("10.1.2.3", "10.9.9.9", "10.1.2.3"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "10.9.9.9", "10.9.9.9"),
        ("127.0.0.1", "1.1.1.1, 10.9.9.9", "10.9.9.9"),
        ("127.0.0.1", "x" * 500, "x" * 40),
    ],
)
def test_the_address_that_counts(remote: str, forwarded: str, counted: str) -> None:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    environ = {"REMOTE_ADDR": remote}
    with Flask("test").test_request_context("/", headers=headers, environ_base=environ):
        assert peer() == counted
