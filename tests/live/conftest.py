"""What these tests work on."""

import pytest

from tests.helpers.fixtures import centre, sqlite_centre

__all__ = ["centre", "sqlite_centre"]
# It asserts, and should say what differs.
pytest.register_assert_rewrite("tests.live.story")
