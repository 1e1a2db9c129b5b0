"""The real things the tests run against: a Valkey, a PostgreSQL, a Chromium."""
