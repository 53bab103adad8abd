"""Health over HTTP, for whoever watches over the bot: `/live`, `/ready` and `/metrics`. Nothing else is served here."""

from aiohttp import web

from bot.health import Health
from bot.metrics import CONTENT_TYPE
from bot.watch import Watch

OK, UNAVAILABLE = 200, 503


class HealthServer:
    """Answers for one bot, from before it has started until after it has stopped."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        app = web.Application()
        app.add_routes(
            [web.get("/live", self._live), web.get("/ready", self._ready), web.get("/metrics", self._metrics)]
        )
        self._runner = web.AppRunner(app, access_log=None)

    async def start(self, host: str, port: int) -> None:
        """Begin to listen; OSError when that port is taken or that address is none of this machine's."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _live(self, _request: web.Request) -> web.Response:
        return _said(self._watch.live())

    async def _ready(self, _request: web.Request) -> web.Response:
        return _said(await self._watch.ready())

    async def _metrics(self, _request: web.Request) -> web.Response:
        return web.Response(text=await self._watch.metrics(), headers={"Content-Type": CONTENT_TYPE})


def _said(health: Health) -> web.Response:
    status = OK if health.is_well else UNAVAILABLE
    return web.json_response({"ok": health.is_well, "says": health.says}, status=status)
