"""The composition root: builds everything, starts it in order, and stops it in the other."""

import asyncio
import logging
import os
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Self

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.proxy_env_variable_loader import load_http_proxy_from_env
from slack_sdk.web.async_client import AsyncWebClient

import handlers
from bot import directory
from bot.background import Background, until_it_ends_well
from bot.clock import Clock, SettableClock
from bot.delivery import Delivery
from bot.health_server import HealthServer
from bot.listeners import Listeners, as_installed
from bot.metrics import Metrics
from bot.outcomes import RESTORED
from bot.recheck import recheck
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.slack import SlackGateway
from bot.sockets import Sockets
from bot.ticks import Ticks
from bot.watch import Parts, Watch
from bot.worker import Worker
from handlers import post
from handlers.services import Services
from handlers.visit import EVENT_LEASE
from mentoring import people, public_holidays, relationships, zone_rules
from mentoring.announcements import ANNOUNCEMENT, announcement_failed
from mentoring.say import Say
from prompts.texts import Texts, load_texts
from storage import Keyring, Storage, Transaction, inbox, installation, load_or_create_key_file, open_storage
from storage.held import Message
from storage.outbox import MessageState
from storage.queries import programmes, work

log = logging.getLogger(__name__)

SOLVING = ("mentoring.solving", "mentoring.rules.matching.pairs", "mentoring.rules.matching.groups")
"""What the worker loads before anybody waits for it."""
FINISH_WITHIN = 5.0
"""Seconds of real time for a listener at work when the bot is told to stop; another bot begins again what was cut short."""
A_DAY = timedelta(days=1)
STOP_EVERY = timedelta(minutes=5)


class NotConfiguredError(Exception):
    """A setting without which the bot cannot start; the text says which, and where to get it."""


class Bot:
    """One running bot for one workspace."""

    def __init__(
        self, settings: Settings, clock: Clock, *, texts: Texts | None = None, worker: Worker | None = None
    ) -> None:
        """`texts` and `worker` are those that others use too; the worker is made for `SOLVING`, and closed by its maker."""
        self.settings = settings
        self.clock = clock
        self._shared_texts = texts
        self._shared_worker = worker
        self._background = Background()
        self._metrics = Metrics()
        self.watch = Watch(clock, self._metrics)
        self._sources: list[Callable[[], Awaitable[None]]] = []
        """How to stop what sets listeners going, once that has started."""
        self.directory_filled = asyncio.Event()

    async def start(self) -> None:
        """Open the database, greet Slack, listen, deliver. What was opened is closed again when a later step fails."""
        async with AsyncExitStack() as closing:
            await self._open(closing)
            self._closing = closing.pop_all()
        log.info("started", extra={"workspace": self.installed.workspace})

    async def stop(self) -> None:
        """Stop taking work, finish what was begun, close."""
        self.watch.stopping()
        await self._closing.aclose()
        log.info("stopped")

    async def _open(self, closing: AsyncExitStack) -> None:
        bot_token, app_token = _tokens(self.settings)
        if self.settings.is_local:
            _leave_proxies_aside()
        if self.settings.health_port is not None:
            await self._serve_health(closing, self.settings.health_port)
        self.storage = await open_bot_storage(self.settings)
        closing.push_async_callback(self.storage.close)
        self.gateway = SlackGateway(token=bot_token, base_url=self.settings.slack_api_url, on_call=self._metrics.called)
        closing.push_async_callback(self.gateway.close)
        self.installed = await self.gateway.auth()
        await self._remember_where_it_is()
        self.worker = self._shared_worker or Worker(preload=SOLVING)
        if self._shared_worker is None:
            closing.push_async_callback(self.worker.close)
        self.delivery = self._delivery()
        self.services = self._services()
        self.listeners = Listeners(self.storage, self.clock.now)
        self.app = self._app(bot_token)
        self.sockets = self._sockets(app_token)
        self._sources.append(self.sockets.stop)
        closing.push_async_callback(self._background.end)
        closing.push_async_callback(self._finish)
        self.delivering = self._background.spawn("delivery", self.delivery.run())
        await self.take_over_events(all_of_them=self.storage.is_locked)
        await self.sockets.start()
        filling = until_it_ends_well("directory", self._fill_directory, self.clock.sleep)
        self._background.spawn("directory", filling)
        self._background.spawn("holidays", self._know_holidays())
        self.ticks = Ticks(self.services, self.take_over_events, backups_dir=self.settings.backups_dir)
        scheduler = self._scheduler() if self.clock.rate else None
        if scheduler is not None:
            self._sources.append(scheduler.stop)
            scheduler.start()
        self.watch.started(
            Parts(
                storage=self.storage,
                delivery=self.delivery,
                scheduler=scheduler,
                is_connected=lambda: self.sockets.is_connected,
            )
        )

    async def _finish(self) -> None:
        await _all_end(self.delivery.stop(), self._stop_listening())

    async def _stop_listening(self) -> None:
        """First what sets listeners going, then they themselves."""
        await _all_end(*(stop() for stop in self._sources))
        await self.listeners.stop(within=FINISH_WITHIN)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def settle(self) -> None:
        """Return when everything due now has been done: listeners at rest, what is due said and delivered."""
        await self.listeners.idle()
        await self.ticks.run_all()
        await self.delivery.drain()

    async def travel(self, to: datetime) -> None:
        """Move a clock that can be moved, stopping at each moment at which something is due."""
        if not isinstance(self.clock, SettableClock):
            raise TypeError("Only a settable clock can travel")
        await self.settle()
        while self.clock.now() < to:
            self.clock.travel_to(max(await self.next_stop(to), self.clock.now()))
            await self.settle()

    async def next_stop(self, to: datetime) -> datetime:
        """The next moment at which something is due; a day on at most, for what looks at the calendar by itself.

        What is due by now was left by somebody: it is looked at again within minutes.
        """
        async with self.storage.look() as tx:
            due = await work.next_due(tx)
        now = self.clock.now()
        stop = now + A_DAY if due is None else min(now + A_DAY, _to_full_minutes(max(due, now + datetime.resolution)))
        return min(stop, to)

    async def _serve_health(self, closing: AsyncExitStack, port: int) -> None:
        server = HealthServer(self.watch)
        for end in (self.watch.close, server.stop, self._background.end):
            closing.push_async_callback(end)
        try:
            await server.start(self.settings.health_host, port)
        except OSError as problem:
            says = f"Health cannot be served: {problem.strerror}. Set another HEALTH_PORT or HEALTH_HOST."
            raise NotConfiguredError(says) from None
        self._background.spawn("loop_lag", self.watch.loop_lag.watch())

    def _scheduler(self) -> Scheduler:
        return Scheduler(self.ticks, monotonic=self.clock.monotonic, rate=self.clock.rate, metrics=self._metrics)

    def _services(self) -> Services:
        texts = self._shared_texts or load_texts(self.settings.mentor_prompts_dir)
        return Services(
            storage=self.storage,
            words=texts.words,
            library=texts.library,
            journeys=texts.journeys,
            now=self.clock.now,
            ask_slack=self.gateway.person,
            run_elsewhere=self.worker.run,
            expect_solving=lambda: self._background.spawn("worker", self.worker.warm()),
            wake_delivery=self.delivery.wake,
            named_coordinators=self.settings.mentor_coordinators,
            restored=self._restored,
        )

    def _app(self, bot_token: str) -> AsyncApp:
        # Bolt would warn of a token given twice, and nothing below needs it in the environment.
        os.environ.pop("SLACK_BOT_TOKEN", None)
        client = AsyncWebClient(base_url=self.settings.slack_api_url, retry_handlers=[], timeout=10)
        authorize = as_installed(self.installed, bot_token)
        app = AsyncApp(client=client, authorize=authorize, logger=logging.getLogger("slack_bolt"))
        handlers.register(app, self.services)
        self.listeners.watch(app)
        return app

    def _sockets(self, app_token: str) -> Sockets:
        return Sockets(
            self.app,
            lambda: self.gateway.socket_url(app_token),
            monotonic=self.clock.monotonic,
            rng=random.Random(),  # noqa: S311  # it spreads attempts, it guards nothing
            proxy=None if self.settings.is_local else load_http_proxy_from_env(),
            on_ack=self._metrics.acks.add,
        )

    async def _remember_where_it_is(self) -> None:
        """In which workspace, and by which zone rules it plans."""
        async with self.storage.transaction() as tx:
            await people.remember_workspace(
                tx,
                self.installed.workspace,
                name=self.installed.workspace_name,
                bot_id=self.installed.user_id,
                now=self.clock.now(),
            )
            await zone_rules.note(tx, version("tzdata"), self.clock.now())
            self._restored = await installation.restored(tx)

    async def take_over_events(self, *, all_of_them: bool = False) -> None:
        """Handle what another process took from Slack and did not get done; `all_of_them` when none can be at work."""
        after: int | None = 0
        while after is not None:
            async with self.storage.transaction() as tx:
                left_over = await inbox.take_over(tx, lease=EVENT_LEASE, after=after, all_of_them=all_of_them)
            await self._handle_all_again(left_over)
            after = left_over[-1].id if left_over else None

    async def _handle_all_again(self, events: Sequence[inbox.Event]) -> None:
        """What is not begun when the bot is told to stop is anybody's at once."""
        not_begun = list(events)
        try:
            while not_begun:
                await self._handle_again(not_begun.pop(0))
        finally:
            for event in not_begun:
                async with self.storage.transaction() as tx:
                    await inbox.release(tx, workspace=event.workspace, event_id=event.event_id)

    async def _handle_again(self, event: inbox.Event) -> None:
        request = AsyncBoltRequest(body=event.payload, mode="socket_mode", context={"is_replay": True})
        try:
            await self.app.async_dispatch(request)
        except Exception:  # the others are still to be handled
            log.exception("event_failed", extra={"event": event.event_id})

    async def _fill_directory(self) -> None:
        await directory.fill_once(self.gateway, self.services, self.installed.workspace)
        self.directory_filled.set()

    async def _know_holidays(self) -> None:
        """A bot without programmes does without: it is 20 MB smaller."""
        async with self.storage.look() as tx:
            under_way = await programmes.in_state(tx, self.installed.workspace, *zone_rules.UNDER_WAY)
        if under_way:
            await public_holidays.have_at_hand()

    def _delivery(self) -> Delivery:
        return Delivery(
            storage=self.storage,
            gateway=lambda workspace: self.gateway if workspace == self.installed.workspace else None,
            clock=self.clock,
            recheck=lambda tx, messages: recheck(tx, messages, self.clock.now()),
            on_undelivered=self._tell_of_undelivered,
            rng=random.Random(),  # noqa: S311  # it spreads retries, it guards nothing
            metrics=self._metrics,
        )

    async def _tell_of_undelivered(self, tx: Transaction, message: Message, state: MessageState, error: str) -> None:
        """Tell those who can do something about it, or who may be waiting for it."""
        says: tuple[Say, ...] = ()
        if message.kind == ANNOUNCEMENT:
            certain = state is MessageState.DEAD
            says = await announcement_failed(tx, message.workspace, key=message.key, error=error, certain=certain)
        elif state is MessageState.MAYBE_SENT:
            restored_at = self._restored.at if self._restored is not None and error == RESTORED else None
            says = await relationships.maybe_not_reached(
                tx, message.workspace, message.conversation_id, message.marker, once_since=restored_at
            )
        await post.post(tx, self.services, message.workspace, says, self.clock.now())


async def _all_end(*endings: Awaitable[None]) -> None:
    """End at the same time, so that stopping takes as long as the longest; one that fails holds up none of the others."""
    for problem in filter(None, await asyncio.gather(*endings, return_exceptions=True)):
        log.error("stop_failed", exc_info=problem)


async def open_bot_storage(settings: Settings) -> Storage:
    """The database of these settings, locked against a second bot, migrated, with its keys.

    Raises:
        NotConfiguredError: a bot at work on it would say everything twice.
    """
    storage = await open_storage(settings.database_url, keys=keyring(settings))
    try:
        storage.lock()
        await storage.upgrade_schema()
        await _to_be_worked_on(storage)
        await storage.upgrade()  # not before: to what is half moved it would give a secret of its own
    except BaseException:
        await storage.close()
        raise
    return storage


async def _to_be_worked_on(storage: Storage) -> None:
    """NotConfiguredError for what is a copy of something else, or only half there."""
    async with storage.look() as tx:
        facts = await installation.facts(tx)
    if moved := facts.get(installation.MOVED_AWAY_AT):
        raise NotConfiguredError(
            f"This database was moved to PostgreSQL on {moved[:10]}: set DATABASE_URL to its address. "
            "To come back to this one, restore it."
        )
    if installation.MOVING_FROM in facts:
        raise NotConfiguredError(
            "Not everything has been moved to this database yet: set DATABASE_URL as it was before, and run "
            "`mentor-bot migrate --to` once more."
        )
    if made := facts.get(installation.BACKED_UP_AT):
        how = storage.url.database if storage.is_embedded else f"--in-place --made-at {made[:16]}"
        raise NotConfiguredError(
            f"This is a backup of {made[:10]}, put in its place by hand: a bot would say again what it has said since. "
            f"`mentor-bot restore {how}{' --yes' if storage.is_embedded else ''}` sees to that; then start the bot."
        )


def keyring(settings: Settings) -> Keyring:
    """The keys from the environment, or for an embedded database from the key file beside it, made with the database.

    Raises:
        NotConfiguredError: a database server and no keys given, a database whose key file is missing, or what is no key.
    """
    try:
        if settings.mentor_keys is not None:
            return Keyring.from_text(settings.mentor_keys.get_secret_value())
        return load_or_create_key_file(_place_of_keys(settings))
    except ValueError:
        raise NotConfiguredError(
            f"{settings.key_file or 'MENTOR_KEYS'} holds something that is not a key: each is 44 characters, as "
            "`mentor-bot keys new` prints them; several are separated by commas."
        ) from None


def _place_of_keys(settings: Settings) -> Path:
    path, database = settings.key_file, settings.database_file
    if path is None or database is None:
        raise NotConfiguredError("Set MENTOR_KEYS: make one with `mentor-bot keys new` and keep it apart from backups.")
    if database.exists() and not path.exists():  # one made now would open nothing
        raise NotConfiguredError(f"There is no key at {path}: put the one there that belongs to this database.")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _to_full_minutes(moment: datetime) -> datetime:
    """The next stop of a clock that travels: a morning's messages are spread over half an hour, and leave by the handful."""
    return moment + (datetime.min.replace(tzinfo=moment.tzinfo) - moment) % STOP_EVERY


def _tokens(settings: Settings) -> tuple[str, str]:
    if settings.slack_bot_token is None:
        raise NotConfiguredError("Set SLACK_BOT_TOKEN: it is under “OAuth & Permissions” of your Slack app.")
    if settings.slack_app_token is None:
        raise NotConfiguredError("Set SLACK_APP_TOKEN: make one under “Basic Information”, with connections:write.")
    return settings.slack_bot_token.get_secret_value(), settings.slack_app_token.get_secret_value()


def _leave_proxies_aside() -> None:
    """Slack's Socket Mode client sends even loopback traffic to a proxy named in the environment."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"):
        os.environ.pop(name, None)
