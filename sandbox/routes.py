"""The routes of the local Slack's server, and who may call them: only its own address, never another site."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.errors import SlackError

if TYPE_CHECKING:
    from sandbox.server import LocalSlack

_OWN_NAMES = frozenset({"127.0.0.1", "localhost"})


@web.middleware
async def same_origin(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse other Host or Origin headers, so that no web site can reach in through a browser."""
    name, _, port = request.host.partition(":")
    address = request.transport.get_extra_info("sockname") if request.transport else None
    if name not in _OWN_NAMES or (address and port != str(address[1])):
        raise web.HTTPForbidden(text="This server answers only to its own address.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        raise web.HTTPForbidden(text="This server answers only to its own page.")
    return await handler(request)


def add_routes(app: web.Application, slack: "LocalSlack") -> None:
    """Connect every path to what serves it."""
    edge = Edge(slack)
    app.router.add_route("*", "/api/{method}", slack.api.handle)
    app.router.add_get("/link/", slack.socket.serve)
    app.router.add_post("/response/{secret}", edge.respond)
    app.router.add_post("/upload/v1/{file}/{ticket}", edge.upload)
    app.router.add_get("/files-pri/{file}/{name}", edge.download)
    slack.page.add_routes(app)


class Edge:
    """The few paths beside the Web API: response_url, uploads and private downloads."""

    def __init__(self, slack: "LocalSlack") -> None:
        self._workspace = slack.workspace

    async def respond(self, request: web.Request) -> web.Response:
        """Take what an app sends to a response_url."""
        workspace = self._workspace
        try:
            body = await request.json()
            if not isinstance(body, dict):
                raise SlackError("invalid_payload")  # noqa: TRY301 - answered like any refusal below
            workspace.responses.answer(request.match_info["secret"], body, workspace.author)
        except SlackError as refusal:
            return web.json_response(refusal.body(), status=404 if refusal.code.endswith("_url") else 400)
        except ValueError:
            return web.json_response(SlackError("invalid_payload").body(), status=400)
        return web.Response(text="ok")

    async def upload(self, request: web.Request) -> web.Response:
        """Take a file's content, as a body or as a form."""
        file = self._workspace.state.files.get(request.match_info["file"])
        if file is None or file.ticket != request.match_info["ticket"] or file.content is not None:
            raise web.HTTPNotFound
        content = await self._content(request)
        if len(content) != file.length:
            raise web.HTTPBadRequest(text="The content has another length than was announced.")
        file.content = content
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.Response:
        """Give a file to an app that holds files:read."""
        installation = self._workspace.installation
        allowed = request.headers.get("Authorization") == f"Bearer {installation.bot_token}"
        file = self._workspace.state.files.get(request.match_info["file"])
        if not allowed or "files:read" not in installation.scopes:
            raise web.HTTPForbidden
        if file is None or file.content is None:
            raise web.HTTPNotFound
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _content(self, request: web.Request) -> bytes:
        if not request.content_type.startswith("multipart/"):
            return await request.read()
        form = await request.post()
        for part in form.values():
            if isinstance(part, web.FileField):
                return part.file.read()
        raise web.HTTPBadRequest
