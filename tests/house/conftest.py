"""The rules of the house are checked on the same town as the stories."""

from tests.handlers.conftest import town as town  # noqa: PLC0414  # a fixture lives where it is imported
