"""All places with ports: one list of sources and ports, whoever finds them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from app.contract.values import Port, Question, Source
from app.engine.sources import naming
from app.engine.sources.places import Place, local_ids, local_place
from app.engine.sources.source import PortSource, Watcher
from relay_client.errors import InvalidError
from relay_client.targets import Target, parse_target

MakeSources = Callable[[Watcher], Sequence[PortSource]]
"""Makes the sources, which tell this watcher."""
OnAnswer = Callable[[str | None, bool], None]


class Teller(Protocol):
    """Tells the window."""

    def sources_changed(self, sources: tuple[Source, ...]) -> None:
        """These are all sources now."""

    def ports_changed(self, source_id: str, ports: tuple[Port, ...]) -> None:
        """These are the ports of a source now."""

    def asked(self, question: Question) -> None:
        """A source waits for an answer."""

    def unasked(self, question_id: str) -> None:
        """It does not any more."""


class SourceRegistry:
    """The sources, in the order they are shown."""

    def __init__(self, make_sources: MakeSources, teller: Teller) -> None:
        """Make the sources; they begin with `start`."""
        self._teller = teller
        self._values: dict[str, Source] = {}
        self._ports: dict[str, tuple[Port, ...]] = {}
        self._questions: dict[str, OnAnswer] = {}
        self._sources = {source.id: source for source in make_sources(self)}

    @property
    def values(self) -> tuple[Source, ...]:
        """All sources, as the window sees them."""
        return tuple(self._values[each] for each in self._sources if each in self._values)

    @property
    def ports(self) -> tuple[Port, ...]:
        """The ports of all sources."""
        return tuple(port for each in self._sources for port in self._ports.get(each, ()))

    def start(self) -> None:
        """Begin to list ports."""
        for source in self._sources.values():
            source.start()

    async def aclose(self) -> None:
        """Stop all sources."""
        for source in self._sources.values():
            await source.aclose()

    def look(self, is_looked_at: bool) -> None:
        """List often, or rarely: whether somebody looks at the ports."""
        for source in self._sources.values():
            source.look(is_looked_at)

    def scan(self) -> None:
        """List all ports now."""
        for source in self._sources.values():
            source.scan()

    def place(self, text: str) -> Place:
        """Return where a target leads, and which port that is.

        Raises:
            InvalidError: it leads nowhere.
        """
        for source_id, source in self._sources.items():
            target = source.target(text)
            if target is not None:
                return self._place_in(source_id, text, target)
        return local_place(parse_target(text), self._ports.get(naming.LOCAL, ()))

    def listens(self, place: Place) -> bool | None:
        """Return whether something listens there; None if that cannot be told at the moment."""
        source = self._sources.get(place.source)
        if source is None or not place.port_id:
            return None
        ids = {place.port_id}
        if place.source == naming.LOCAL:
            ids.update(local_ids(place.target))
        answers = [source.listens(each) for each in ids]
        return True if True in answers else None if None in answers else False

    def answer(self, question_id: str, text: str, remember: bool) -> None:
        """Pass an answer on.

        Raises:
            InvalidError: nobody waits for it.
        """
        on_answer = self._questions.pop(question_id, None)
        if on_answer is None:
            raise InvalidError("This question needs no answer any more.")
        on_answer(text or None, remember)

    # What the sources tell.

    def source_changed(self, source: Source) -> None:
        """A source is in another state."""
        self._values[source.id] = source
        self._teller.sources_changed(self.values)

    def ports_changed(self, source_id: str, ports: tuple[Port, ...]) -> None:
        """A source has other ports."""
        self._ports[source_id] = ports
        self._teller.ports_changed(source_id, ports)

    def ask(self, question: Question, answer: OnAnswer) -> None:
        """A source has a question."""
        self._questions[question.id] = answer
        self._teller.asked(question)

    def withdraw(self, question_id: str) -> None:
        """Nobody waits for the answer any more."""
        if self._questions.pop(question_id, None) is not None:
            self._teller.unasked(question_id)

    def _place_in(self, source_id: str, text: str, target: Target) -> Place:
        if source_id == naming.LOCAL:
            return local_place(target, self._ports.get(naming.LOCAL, ()))
        rows = self._ports.get(source_id, ())
        row = next((each for each in rows if each.target == text), None)
        if row is None:
            return Place(target, source_id, _number_in(text))
        return Place(target, source_id, row.port, row.id, row)


def _number_in(text: str) -> int:
    """Return the number that a target ends with, such as `docker:web:80`; 0 if there is none."""
    number = text.rpartition(":")[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 5 else 0
