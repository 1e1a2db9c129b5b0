"""The real services that the tests run against: a Valkey, a PostgreSQL, a Chromium."""
