"""Many tasks, one transaction: what they ask for while one batch is being written makes up the next."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

_MOST = 200


class GroupCommit(Generic[Asked, Answer]):
    """Writes for many tasks at a time, with a function that takes what they asked and answers each in order.

    `linger(n)` says how many seconds a batch of `n` waits for more. When a batch fails, each of it is tried by itself, so that
    one bad apple spoils no other.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer]]],
        *,
        linger: Callable[[int], float] = lambda _: 0,
    ) -> None:
        self._write = write
        self._linger = linger
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Answer:
        """Have it written, with whatever others ask for; raises what the writing raised."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_all())
        return await answer

    async def _write_all(self) -> None:
        while self._waiting:
            await asyncio.sleep(0)  # lets those join who are ready at the same moment
            if seconds := self._linger(len(self._waiting)):
                await asyncio.sleep(seconds)
            batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
            if not await self._written(batch, alone=len(batch) == 1):
                for each in batch:
                    await self._written([each], alone=True)
        self._writer = None

    async def _written(self, batch: Sequence[tuple[Asked, asyncio.Future[Answer]]], *, alone: bool) -> bool:
        try:
            answers = await self._write([asked for asked, _ in batch])
        except Exception as problem:  # noqa: BLE001  # it belongs to those who asked, whatever it is
            if not alone:
                return False
            _end(batch[0][1], problem)
        else:
            for (_, future), answer in zip(batch, answers, strict=True):
                _end(future, answer)
        return True


def _end(future: asyncio.Future[Answer], answer: Answer | Exception) -> None:
    if future.cancelled():
        return
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
