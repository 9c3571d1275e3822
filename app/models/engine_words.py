"""Puts what the engine says into the user's language.

The engine makes its sentences in English, with the facts in them, as the command line and the log
need them. The window finds each again among those that `make translations` has collected, and puts
its facts into the translation. What is not among them, as a relay's own words, stays as it is.
"""

import functools
import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from app.contract.events import (
    AnyEvent,
    Asked,
    BudgetReached,
    Failed,
    Notice,
    PortsChanged,
    RateCardsChanged,
    RelaysChanged,
    Snapshot,
    SourcesChanged,
    TunnelChanged,
)
from app.contract.values import Port, Relay, Source, Tunnel
from resources import FOLDER

CONTEXT = "Engine"
"""Of these sentences, for Qt."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_JOINT = re.compile(r"(?<=[.?!]) |\)?; |: | \(")
"""What may be between sentences, and between a sentence and what the system adds to it."""
MAX_CHARACTERS = 1000
"""No sentence of ours is longer; what a stranger says may be, and would take its time."""
MAX_JOINTS = 8
"""Likewise, in a text of several sentences."""
MAX_REMEMBERED = 512
"""Texts that are not looked for again: each of a thousand containers may say the same."""


def in_users_words(event: AnyEvent) -> AnyEvent:
    """Return what the engine tells, with its sentences in the user's language."""
    match event:
        case Snapshot():
            return replace(
                event,
                sources=tuple(map(_source, event.sources)),
                ports=tuple(map(_port, event.ports)),
                tunnels=tuple(map(_tunnel, event.tunnels)),
                relays=tuple(map(_relay, event.relays)),
            )
        case SourcesChanged(sources=sources):
            return SourcesChanged(tuple(map(_source, sources)))
        case PortsChanged(source=source, ports=ports):
            return PortsChanged(source, tuple(map(_port, ports)))
        case TunnelChanged(tunnel=tunnel):
            return TunnelChanged(_tunnel(tunnel))
        case RelaysChanged(relays=relays):
            return RelaysChanged(tuple(map(_relay, relays)))
        case Asked(question=question):
            return Asked(replace(question, text=translated(question.text)))
        case RateCardsChanged(problems=problems):
            return replace(event, problems=tuple(map(translated, problems)))
        case Notice(text=text) | BudgetReached(text=text):
            return replace(event, text=translated(text))
        case Failed(reason=reason):
            return replace(event, reason=translated(reason))
        case _:
            return event


def translated(text: str) -> str:
    """Return an English text of the engine's in the user's language, as far as it is known."""
    if len(text) > MAX_CHARACTERS:
        return text
    return _whole(text) or _in_pieces(text) or text


def _source(source: Source) -> Source:
    return replace(source, reason=translated(source.reason)) if source.reason else source


def _port(port: Port) -> Port:
    if not port.unreachable_reason:
        return port
    return replace(port, unreachable_reason=translated(port.unreachable_reason))


def _tunnel(tunnel: Tunnel) -> Tunnel:
    return replace(tunnel, reason=translated(tunnel.reason)) if tunnel.reason else tunnel


def _relay(relay: Relay) -> Relay:
    if not (relay.reason or relay.warning):
        return relay
    return replace(relay, reason=translated(relay.reason), warning=translated(relay.warning))


class _Sentence(Struct, frozen=True):
    """One that the engine can say, such as `Nothing listens on {place} yet`."""

    text: str
    names: tuple[str, ...]
    parts: tuple[str, ...]
    """What is before, between and after the facts, without the full stop at the end."""
    core: str
    """The longest of these without its first letter, which tells most sentences apart at once."""

    def facts_of(self, said: str) -> dict[str, str] | None:
        """Return the facts in what was `said` without its full stop; None if it is another."""
        first, *rest = self.parts
        if self.core not in said or not _begins(said, first):
            return None
        if not rest:
            return {} if len(said) == len(first) else None
        *middle, last = rest
        end = len(said) - len(last)
        if not said.endswith(last):
            return None
        found = []
        at = len(first)
        for part in middle:
            there = said.find(part, at, end)
            if there < 0:
                return None
            found.append(said[at:there])
            at = there + len(part)
        if at > end:
            return None
        found.append(said[at:end])
        facts = dict(zip(self.names, found, strict=True))
        return facts if [facts[name] for name in self.names] == found else None


@functools.cache
def _sentences() -> tuple[_Sentence, ...]:
    """Return all there are; those that tell the most by themselves come first."""
    file = FOLDER / "translations" / "engine.txt"
    found = []
    for text in file.read_text("utf-8").splitlines():
        pieces = _PLACEHOLDER.split(text.removesuffix("."))
        names, parts = tuple(pieces[1::2]), tuple(pieces[::2])
        found.append(_Sentence(text, names, parts, max(parts, key=len)[1:]))
    return tuple(sorted(found, key=lambda each: sum(map(len, each.parts)), reverse=True))


def _begins(text: str, start: str) -> bool:
    """Whether a text begins so, be it a sentence or a part of one."""
    return not start or (text[:1].lower() == start[0].lower() and text.startswith(start[1:], 1))


def _whole(text: str) -> str:
    """Return the translation of one sentence; "" if it is not known."""
    match = _match(text)
    return "" if match is None else _filled(*match, text)


@functools.lru_cache(MAX_REMEMBERED)
def _match(text: str) -> tuple[str, dict[str, str]] | None:
    """Return the sentence that was said and its facts, in any language; None if it is not known."""
    said = text.removesuffix(".")
    for each in _sentences():
        facts = each.facts_of(said)
        if facts is not None:
            return each.text, facts
    return None


def _filled(sentence: str, facts: dict[str, str], english: str) -> str:
    """Return a translation with its facts in it, which begins and ends as the English does."""
    found = QCoreApplication.translate(CONTEXT, sentence)
    found = _PLACEHOLDER.sub(lambda place: translated(facts[place[1]]), found)
    found = found.removesuffix(".") + ("." if english.endswith(".") else "")
    return found[:1].upper() + found[1:] if english[:1].isupper() else found


def _in_pieces(text: str) -> str:
    """Return what was joined of several sentences, of which one is known at least; else ""."""
    for head, joint, tail in _cuts(text):
        known = _whole(head)
        if known:
            return known + joint + translated(tail)
    for head, joint, tail in reversed([*_cuts(text)]):
        known = _whole(tail)
        if known:
            return head + joint + known
    return ""


def _cuts(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield all ways to cut a text in two, the longest beginning first."""
    joints = [*_JOINT.finditer(text)]
    for joint in reversed(joints[:MAX_JOINTS]):
        yield text[: joint.start()], joint[0], text[joint.end() :]
