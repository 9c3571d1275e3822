import os

import msgspec

from app.engine.ports.values import ListeningPort, Process
from app.engine.sources.own_processes import own_process_ids
from relay_client.embedded import runtime_file
from relay_link.local_relay import LocalRelay

RELAY = LocalRelay(4242, 8443, "", "")


def listening(port, pid, command=()):
    return ListeningPort("127.0.0.1", port, 1000, Process(pid, "python", command, None))


def test_engine_is_porthole_itself():
    assert own_process_ids([]) == {os.getpid()}


def test_relay_on_this_computer_is_porthole_too():
    runtime_file().write_bytes(msgspec.json.encode(RELAY))
    assert own_process_ids([listening(8443, 4242)]) == {os.getpid(), 4242}


def test_process_that_has_got_the_id_of_a_crashed_relay_is_not():
    runtime_file().write_bytes(msgspec.json.encode(RELAY))
    assert own_process_ids([listening(8000, 4242), listening(8443, 1)]) == {os.getpid()}


def test_relay_that_only_starts_or_belongs_to_other_folders_is_porthole_too():
    relay = listening(8443, 4242, ("/usr/bin/python3", "-P", "-m", "relay_server.embedded"))
    assert own_process_ids([relay, listening(8000, 1)]) == {os.getpid(), 4242}


def test_damaged_file_tells_of_no_relay():
    runtime_file().write_bytes(b"{")
    assert own_process_ids([listening(8443, 4242)]) == {os.getpid()}
