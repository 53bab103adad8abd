"""A town for short stories; the long one makes its own."""

from tests.handlers.conftest import town as town  # noqa: PLC0414  # a fixture lives where it is imported
