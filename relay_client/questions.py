"""What a client has asked its relay and not been told yet."""

import asyncio

from relay_client.errors import RefusedError, UnavailableError
from relay_link.messages import TunnelClosed, TunnelOpened, TunnelRefused

Answer = TunnelOpened | TunnelClosed


class Questions:
    """Requests that wait for their answer, by number."""

    def __init__(self) -> None:
        """Begin with none."""
        self._waiting: dict[int, asyncio.Future[Answer]] = {}

    async def answer_to(self, request: int) -> Answer:
        """Wait for the answer to a request that was just sent.

        Raises:
            RefusedError: the relay says no.
            UnavailableError: it has gone before it answered.
        """
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[request] = answer
        try:
            return await answer
        finally:
            self._waiting.pop(request, None)

    def answered(self, message: Answer) -> None:
        """Pass an answer on; nothing happens if nobody waits for it any more."""
        answer = self._waiting.get(message.request)
        if answer is not None and not answer.done():
            answer.set_result(message)

    def refused(self, message: TunnelRefused) -> None:
        """Pass a refusal on."""
        answer = self._waiting.get(message.request)
        if answer is not None and not answer.done():
            answer.set_exception(RefusedError(message.code, message.text))

    def give_up(self) -> None:
        """The relay has gone: nothing will be answered."""
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(UnavailableError())
