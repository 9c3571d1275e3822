"""Whatever the engine says is in the user's language in the window."""

import errno
import re
import typing
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication

from app import problems
from app.contract import events, values
from app.contract.costs import RateCardInfo
from app.engine.kept_tunnels import DamagedStateError
from app.engine.sources.ssh.added_hosts import AddedHostsError
from app.models import engine_words
from app.models.controller import Controller
from app.models.engine_link import EngineState
from app.models.engine_words import CONTEXT, MAX_CHARACTERS, in_users_words, translated
from app.models.fake_engine import FakeEngineLink
from app.system_errors import system_sentence
from relay_client.errors import ProbeError, RefusedError, UnavailableError
from relay_client.folders import FolderError
from relay_client.known_relays import RelayListError
from relay_client.secret_store import SecretStoreError
from resources import FOLDER

SENTENCES = (FOLDER / "translations" / "engine.txt").read_text("utf-8").splitlines()
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def with_facts(text):
    return PLACEHOLDER.sub(lambda found: f"<{found[1]}>", text)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_of_the_engine_is_found_again_and_keeps_its_facts(sentence, german):
    expected = german.translate(CONTEXT, sentence)
    assert expected, "not translated: see porthole_de.ts"
    assert translated(with_facts(sentence)) == with_facts(expected)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_without_a_translation_it_stays_as_it_is(sentence, qapp):
    assert translated(with_facts(sentence)) == with_facts(sentence)


@pytest.mark.parametrize(
    ("said", "german_text"),
    [
        (
            problems.nothing_listens("port 8000"),
            "Auf Port 8000 lauscht nichts. Der Tunnel arbeitet wieder, sobald dort etwas lauscht.",
        ),
        (
            problems.relay_away("work", "Connection refused"),
            "Relay work antwortet nicht (Verbindung abgelehnt). "
            "Porthole versucht es von selbst wieder.",
        ),
        (
            problems.relay_away("this computer", "this computer slept for 40 s"),
            "Das Relay auf diesem Rechner antwortet nicht (dieser Rechner hat 40 s geschlafen). "
            "Porthole versucht es von selbst wieder.",
        ),
        (
            problems.explain(UnavailableError()).sentence,
            "Das Relay ist nicht erreichbar. Prüfe das Netz und die Adresse des Relays.",
        ),
        (
            problems.explain(RefusedError("no-tcp", "This token may not open raw TCP ports.")),
            "Dieses Token darf keine reinen TCP-Ports öffnen.",
        ),
        (
            system_sentence(OSError(errno.ENOSPC, "No space left on device", "/a b/c: d")),
            "Kein Platz mehr auf dem Datenträger: /a b/c: d. "
            "Schaffe Platz auf der Festplatte und versuche es noch einmal.",
        ),
        (
            problems.explain(FolderError(Path("/a b/run"), "it is open to other users")),
            "Der Ordner /a b/run lässt sich nicht verwenden (er steht anderen Benutzern offen); "
            "entferne ihn, oder setze PORTHOLE_HOME auf einen eigenen Ordner.",
        ),
        (
            problems.explain(
                RelayListError(
                    Path("/r.json"),
                    "the list of relays cannot be read: Permission denied",
                    "make that possible, then try again",
                )
            ),
            "Die Liste der Relays kann nicht gelesen werden: Zugriff verweigert (/r.json); "
            "sorge dafür, dass das geht, und versuche es noch einmal.",
        ),
        (
            problems.explain(
                SecretStoreError(
                    "an encrypted file",
                    "the file /s cannot be written (Read-only file system)",
                    "make that possible, then try again",
                )
            ),
            "Die Datei /s kann nicht geschrieben werden (Dateisystem nur lesbar); "
            "sorge dafür, dass das geht, und versuche es noch einmal.",
        ),
        (
            problems.explain(AddedHostsError(Path("/h.json"), "is damaged")),
            "Die Liste der SSH-Hosts ist beschädigt (/h.json). "
            "Verschiebe diese Datei an einen anderen Ort.",
        ),
        (
            problems.explain(DamagedStateError(Path("/t"), "a newer Porthole wrote it")),
            "Die Liste der Tunnel vom letzten Mal lässt sich nicht verwenden (ein neueres Porthole "
            "hat sie geschrieben); sie liegt jetzt unter /t, und ihre Tunnel werden nicht wieder "
            "geöffnet.",
        ),
        (
            problems.explain(ProbeError("a.example", 443, "something else answers there")),
            "A.example:443 führt gerade nicht zu diesem Rechner (dort antwortet etwas anderes). "
            "Prüfe das Netz, und ob das Relay läuft.",
        ),
        (
            problems.explain(ValueError("what")),
            "Das ist ein Fehler in Porthole (ValueError: what). Starte Porthole noch einmal mit "
            "--debug und melde, was es ausgibt.",
        ),
    ],
)
def test_what_the_engine_makes_of_errors_is_german_throughout(said, german_text, german):
    text = said.sentence if isinstance(said, problems.Problem) else said
    assert translated(text) == german_text


@pytest.mark.parametrize(
    "said",
    [
        "",
        ".",
        "Le relais est plein.",
        "Nothing listens",
        "The far relay says: no; come back (later). Or never.",
        "x" * (MAX_CHARACTERS + 1),
    ],
)
def test_what_is_not_known_stays_as_it_is(said, german):
    assert translated(said) == said


def test_what_a_stranger_says_takes_no_longer_for_being_long(german):
    said = "Permission denied: " * (MAX_CHARACTERS // 20)
    assert translated(said).startswith("Zugriff verweigert: Zugriff verweigert: ")


def test_braces_in_facts_are_facts(german):
    assert translated("There is no host {name}.") == "Es gibt keinen Host {name}."


def test_a_fact_that_is_named_twice_must_be_the_same(german):
    said = "This {} is too old: its API is 1, and Porthole needs 2 or later. Update {}."
    assert translated(said.format("Docker", "Docker")).startswith("Dieses Docker ist zu alt")
    assert translated(said.format("Docker", "Podman")) == said.format("Docker", "Podman")


SAID = {
    "Source": {"reason"},
    "Port": {"unreachable_reason"},
    "Tunnel": {"reason"},
    "Relay": {"reason", "warning"},
    "Question": {"text"},
    "RateCardsChanged": {"problems"},
    "BudgetReached": {"text"},
    "Notice": {"text"},
    "Failed": {"reason"},
}
"""The sentences in the contract."""
NOT_SAID = {
    "Snapshot": {"version"},
    "PortsChanged": {"source"},
    "TunnelGone": {"tunnel"},
    "ChecksChanged": {"tunnel"},
    "ConnectionsChanged": {"tunnel"},
    "Unasked": {"question"},
    "TrafficTold": {"tunnel"},
    "CostsChanged": {"currency"},
    "CostsTold": {"resource", "currency"},
    "RateCardsChanged": {"folder"},
    "MonthTold": {"month", "currency", "card", "card_dated"},
    "Done": {"tunnel"},
    "Source": {"id", "name"},
    "Port": {
        *("id", "source", "address", "target", "program", "command", "folder"),
        *("protocol", "image", "project"),
    },
    "Tunnel": {
        *("id", "source", "target", "port_id", "relay", "title", "address", "protocol", "folder"),
        *("name", "url", "ca_file", "blocked"),
    },
    "Relay": {"name", "host", "domain"},
    "Question": {"id", "source", "detail"},
    "Connection": {"address"},
    "Counters": {"tunnel"},
    "Cost": {"tunnel", "resource", "currency", "card", "card_dated"},
    "CostLine": {"resource"},
    "ResourceMonth": {"resource", "title"},
    "RateCardInfo": {"id", "name", "dated", "currency", "source"},
}
"""Texts in the contract that are no sentences: names, addresses, numbers of things."""


def structs(kind, found):
    for field in msgspec.structs.fields(kind):
        for each in (field.type, *typing.get_args(field.type)):
            if isinstance(each, type) and issubclass(each, msgspec.Struct) and each not in found:
                found.add(each)
                structs(each, found)
    return found


def texts_of(kind):
    return {
        field.name for field in msgspec.structs.fields(kind) if field.type in (str, tuple[str, ...])
    }


SOURCE = values.Source("local", values.SourceKind.COMPUTER, "x", values.SourceState.READY, 0.0)
PORT = values.Port("p", "local", "", 8000, "8000")
TUNNEL = values.Tunnel("t", "local", 1, "1", "", values.TunnelState.LIVE, 0.0, 0.0, "")
RELAY = values.Relay("r", values.RelayState.READY, 0.0)
QUESTION = values.Question("q", "ssh:a", values.QuestionKind.PASSWORD, "")
CARDS = events.RateCardsChanged((), (), Decimal(0))


def carriers(text):
    """Yield an event for each field of the contract in which `text` may come."""
    source = msgspec.structs.replace(SOURCE, reason=text)
    port = msgspec.structs.replace(PORT, unreachable_reason=text)
    tunnel = msgspec.structs.replace(TUNNEL, reason=text)
    relay = msgspec.structs.replace(RELAY, reason=text, warning=text)
    yield events.Snapshot("1", (source,), (port,), (tunnel,), (relay,))
    yield events.SourcesChanged((source,))
    yield events.PortsChanged("local", (port,))
    yield events.TunnelChanged(tunnel)
    yield events.RelaysChanged((relay,))
    yield events.Asked(msgspec.structs.replace(QUESTION, text=text))
    yield msgspec.structs.replace(CARDS, problems=(text,))
    yield events.BudgetReached(text)
    yield events.Notice(text)
    yield events.Failed(1, text)


def test_every_field_with_a_sentence_is_translated(german):
    said, expected = "This engine cannot do that.", "Das kann dieser Motor nicht."
    for event in carriers(said):
        english = msgspec.json.encode(event).decode()
        assert said in english
        german_text = msgspec.json.encode(in_users_words(event)).decode()
        assert german_text == english.replace(said, expected)


def test_every_text_in_the_contract_is_known_to_be_a_sentence_or_none():
    """If this fails: translate the new field in `in_users_words`, or say that it is no sentence."""
    kinds = set(typing.get_args(events.AnyEvent))
    for each in tuple(kinds):
        structs(each, kinds)
    assert RateCardInfo in kinds
    for kind in kinds:
        known = NOT_SAID.get(kind.__name__, set()) | SAID.get(kind.__name__, set())
        assert texts_of(kind) == known, kind.__name__


def test_events_without_sentences_pass_as_they_are(german):
    for event in (events.Done(1), events.TunnelChanged(TUNNEL), events.PortsChanged("l", (PORT,))):
        assert in_users_words(event) == event


def test_the_window_hears_german(german, qtbot):
    link = FakeEngineLink()
    controller = Controller(link)
    link.state_changed.emit(EngineState.RUNNING, "")
    reason = "Relay work does not answer (no answer in time). Porthole tries again by itself."
    link.received.emit(events.RelaysChanged((msgspec.structs.replace(RELAY, reason=reason),)))
    assert controller.relays[0].reason == (
        "Relay work antwortet nicht (keine Antwort innerhalb der Wartezeit). "
        "Porthole versucht es von selbst wieder."
    )
    with qtbot.waitSignal(controller.noticed) as noticed:
        link.received.emit(events.Notice("The session has ended."))
    assert noticed.args == ["Die Sitzung ist beendet."]


def test_sentences_are_read_once(german, monkeypatch):
    translated("The session has ended.")
    monkeypatch.setattr(engine_words, "FOLDER", Path("/nowhere"))
    assert translated("The session has ended.") == QCoreApplication.translate(
        CONTEXT, "The session has ended."
    )
