"""Every setting, read once from the environment (and a `.env` file), frozen, and passed down."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class SettingError(ValueError):
    """A setting that cannot be read; the text names each one and what it may be, and never its value."""


def _ids(value: object) -> object:
    return frozenset(value.replace(",", " ").split()) if isinstance(value, str) else value


class Settings(BaseSettings):
    """What an installation decides. Each is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    slack_bot_token: SecretStr | None = None
    """The bot token of the Slack app, `xoxb-…`."""
    slack_app_token: SecretStr | None = None
    """The app-level token for Socket Mode, `xapp-…`, with the scope `connections:write`."""
    slack_api_url: str = "https://slack.com/api/"
    """Another Slack-compatible server, for trying and testing."""
    database_url: str = Field(default="sqlite:///data/mentor-bot.sqlite3", repr=False)
    """`sqlite:///path` for one machine, `postgresql://…` for several."""
    mentor_keys: SecretStr | None = None
    """Encryption keys, newest first, separated by commas. Without it a key file is made beside an embedded database."""
    mentor_coordinators: Annotated[frozenset[str], NoDecode, BeforeValidator(_ids)] = frozenset()
    """Slack ids of people who may create programmes although they are not workspace admins."""
    mentor_backups_dir: Literal["off"] | Path | None = Field(default=None, union_mode="left_to_right")
    """Where an embedded database is backed up to every day, or `off`. Without it, the folder `backups` beside it."""
    mentor_erasures_file: Path | None = None
    """Where erasures are noted apart from the database. Without it, in a file beside an embedded database."""
    mentor_prompts_dir: Path | None = None
    """A folder with an organisation's own words; they win over the ones that ship."""
    health_port: int | None = Field(default=None, gt=0, lt=65_536)
    """Where `/live`, `/ready` and `/metrics` are served; nowhere without it."""
    health_host: str = "127.0.0.1"
    """The address they are served at; 0.0.0.0 for every one of this machine's."""
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

    @property
    def database_file(self) -> Path | None:
        """Where an embedded database is; None for a database server."""
        scheme, _, place = self.database_url.partition("://")
        path = place.removeprefix("/").partition("?")[0]
        return Path(path) if scheme.startswith("sqlite") and path else None

    @property
    def key_file(self) -> Path | None:
        """Where the keys of an embedded database are when no setting names any."""
        return self.database_file.with_suffix(".key") if self.database_file and self.mentor_keys is None else None

    @property
    def backups_dir(self) -> Path | None:
        """Where the daily backups go; None where there are none."""
        if self.database_file is None or self.mentor_backups_dir == "off":
            return None
        return Path(self.mentor_backups_dir or self.database_file.parent / "backups")

    @property
    def erasures_file(self) -> Path | None:
        """Where erasures are noted; None for a database server without a setting."""
        if self.mentor_erasures_file is not None or self.database_file is None:
            return self.mentor_erasures_file
        return self.database_file.with_suffix(".erasures")


def read_settings() -> Settings:
    """Read the environment and `.env`; SettingError when a value is none that its setting takes."""
    try:
        return Settings()
    except ValidationError as refused:
        faults = (f"{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}" for fault in refused.errors())
        raise SettingError("\n".join(faults)) from None
