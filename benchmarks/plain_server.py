"""The least that can stand in for Slack: answers every call at once, keeps nothing but counts, and has no limits.

python -m benchmarks.plain_server    prints its port, and ends with its standard input
"""

import asyncio
import sys

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "


class PlainSlack(asyncio.Protocol):
    """One connection that is kept open: each request whose length is known is answered with `ok`."""

    answered = 0

    def __init__(self) -> None:
        self._received = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # a server's connection is one
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (head_ends := self._received.find(b"\r\n\r\n")) >= 0:
            length = _length(bytes(self._received[:head_ends]))
            ends = head_ends + 4 + length
            if len(self._received) < ends:
                return
            del self._received[:ends]
            PlainSlack.answered += 1
            body = b'{"ok":true,"channel":"D0PLAIN","ts":"1700000000.%06d"}' % (PlainSlack.answered % 1_000_000)
            self._transport.write(_HEAD + str(len(body)).encode() + b"\r\n\r\n" + body)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


async def serve() -> None:
    """Answer until whoever started this goes away."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(PlainSlack, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve())
