"""Every setting, read once from the environment (and a `.env` file), frozen, and passed down."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def _ids(value: object) -> object:
    return frozenset(value.replace(",", " ").split()) if isinstance(value, str) else value


class Settings(BaseSettings):
    """What an installation decides. Each is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    slack_bot_token: SecretStr | None = None
    """The bot token of the Slack app, `xoxb-…`."""
    slack_app_token: SecretStr | None = None
    """The app-level token for Socket Mode, `xapp-…`, with the scope `connections:write`."""
    slack_api_url: str = "https://slack.com/api/"
    """Another Slack-compatible server, for trying and testing."""
    database_url: str = "sqlite:///data/mentor-bot.sqlite3"
    """`sqlite:///path` for one machine, `postgresql://…` for several."""
    mentor_keys: SecretStr | None = None
    """Encryption keys, newest first, separated by commas. Without it a key file is made beside an embedded database."""
    mentor_coordinators: Annotated[frozenset[str], NoDecode, BeforeValidator(_ids)] = frozenset()
    """Slack ids of people who may create programmes although they are not workspace admins."""
    mentor_prompts_dir: Path | None = None
    """A folder with an organisation's own words; they win over the ones that ship."""
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    """How much to log."""

    @property
    def is_local(self) -> bool:
        """Whether Slack is a stand-in on this very machine."""
        return urlsplit(self.slack_api_url).hostname in LOOPBACK

    @property
    def is_real_slack(self) -> bool:
        host = urlsplit(self.slack_api_url).hostname or ""
        return host == "slack.com" or host.endswith(".slack.com")
