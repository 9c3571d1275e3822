import contextlib
import json
import stat
import sys
import threading

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relay_client import known_relays
from relay_client.known_relays import KnownRelay, KnownRelays, RelayListError

OFFICE = KnownRelay("office", "r5.example.com", 443, None, 1_700_000_000.5)
LAN = KnownRelay("lan", "fd00::5", 8443, "-----BEGIN CERTIFICATE-----\n", 1_700_000_001.0)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "relays.json"


def test_missing_file_is_an_empty_list(path):
    assert known_relays.load(path) == KnownRelays((), None)
    assert not path.parent.exists()


def test_added_relays_are_loaded_in_order(path):
    known_relays.add(OFFICE, path)
    added = known_relays.add(LAN, path)
    assert added == known_relays.load(path) == KnownRelays((OFFICE, LAN), None)


def test_relay_with_the_same_name_is_replaced_in_its_place(path):
    moved = msgspec.structs.replace(OFFICE, host="r6.example.com")
    for relay in (OFFICE, LAN, moved):
        known_relays.add(relay, path)
    assert known_relays.load(path).relays == (moved, LAN)


def test_relay_is_found_by_its_name(path):
    known = known_relays.add(OFFICE, path)
    assert known.find("office") == OFFICE
    assert known.find("Office") is None


def test_chosen_relay_stays_chosen_when_it_is_replaced(path):
    known_relays.add(OFFICE, path)
    known_relays.choose("office", path)
    known_relays.add(OFFICE, path)
    assert known_relays.load(path).chosen == "office"


def test_choice_can_be_taken_back(path):
    known_relays.add(OFFICE, path)
    assert known_relays.choose("office", path).chosen == "office"
    assert known_relays.choose(None, path).chosen is None
    assert known_relays.load(path).chosen is None


def test_removing_the_chosen_relay_chooses_none(path):
    known_relays.add(OFFICE, path)
    known_relays.add(LAN, path)
    known_relays.choose("office", path)
    assert known_relays.remove("office", path) == KnownRelays((LAN,), None)
    assert known_relays.load(path) == KnownRelays((LAN,), None)


def test_removing_another_relay_keeps_the_choice(path):
    known_relays.add(OFFICE, path)
    known_relays.add(LAN, path)
    known_relays.choose("office", path)
    assert known_relays.remove("lan", path).chosen == "office"


@pytest.mark.parametrize("change", [known_relays.remove, known_relays.choose])
def test_unknown_name_is_refused_with_the_known_ones(path, change):
    known_relays.add(OFFICE, path)
    with pytest.raises(RelayListError, match=r'"home" is in the list .*names in it are: office'):
        change("home", path)
    assert known_relays.load(path).relays == (OFFICE,)


def test_unknown_fields_are_ignored(path):
    relay = msgspec.to_builtins(OFFICE) | {"region": "eu"}
    path.parent.mkdir()
    path.write_text(json.dumps({"version": 1, "relays": [relay], "chosen": None, "theme": 1}))
    assert known_relays.load(path).relays == (OFFICE,)


def relay_with(**fields):
    return msgspec.to_builtins(OFFICE) | fields


def listing(*relays, **fields):
    return json.dumps({"version": 1, "relays": relays} | fields).encode()


DAMAGED = {
    "empty": b"",
    "cut": listing(relay_with())[:-2],
    "not json": b"\xff\xfe",
    "not UTF-8": listing(relay_with(name="?")).replace(b"?", b"\xff"),
    "not an object": b"[]",
    "no version": b'{"relays":[]}',
    "no relays": b'{"version":1}',
    "port": listing(relay_with(port=65536)),
    "port as text": listing(relay_with(port="443")),
    "no name": listing(relay_with(name="")),
    "same name": listing(relay_with(), relay_with(port=444)),
    "unknown choice": listing(relay_with(), chosen="home"),
    "deep": b'{"version":1,"relays":[],"x":' + b"[" * 100_000,
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_damaged_file_is_reported_and_kept(path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(RelayListError, match="move it away and join your relays again") as caught:
        known_relays.load(path)
    assert str(path) in str(caught.value)
    with pytest.raises(RelayListError):
        known_relays.add(OFFICE, path)
    assert path.read_bytes() == data


def test_newer_file_is_reported_and_kept(path):
    path.parent.mkdir()
    path.write_bytes(b'{"version":2,"networks":{}}')
    with pytest.raises(RelayListError, match=r"a newer Porthole wrote .*; update this one"):
        known_relays.add(OFFICE, path)
    assert path.read_bytes() == b'{"version":2,"networks":{}}'


@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_or_an_error(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(data)
    with contextlib.suppress(RelayListError):
        assert isinstance(known_relays.load(path), KnownRelays)


@pytest.mark.parametrize(
    "wrong",
    [{"port": 0}, {"port": 65536}, {"name": ""}, {"host": ""}, {"joined_at": float("nan")}],
    ids=str,
)
def test_relay_that_could_not_be_read_again_is_not_written(path, wrong):
    with pytest.raises(RelayListError, match="cannot be kept"):
        known_relays.add(msgspec.structs.replace(OFFICE, **wrong), path)
    assert not path.exists()


def test_name_that_is_no_text_is_not_written(path):
    with pytest.raises(RelayListError, match="cannot be kept"):
        known_relays.add(msgspec.structs.replace(OFFICE, name="\ud800"), path)
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_file_is_for_this_user_only(path):
    known_relays.add(OFFICE, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_folder_in_the_place_of_the_file_is_reported(path):
    path.mkdir(parents=True)
    with pytest.raises(RelayListError, match="the list of relays cannot be read: "):
        known_relays.load(path)


def test_folder_that_cannot_be_made_is_reported(path):
    path.parent.touch()
    with pytest.raises(RelayListError, match="the list of relays cannot be written: "):
        known_relays.add(OFFICE, path)


def test_room_for_a_relay_is_looked_for_without_changing_anything(path):
    known_relays.check_room(path)
    assert known_relays.load(path) == KnownRelays((), None)
    known_relays.add(OFFICE, path)
    known_relays.check_room(path)
    assert known_relays.load(path).relays == (OFFICE,)
    assert sorted(each.name for each in path.parent.iterdir()) == [
        ".relays.json.lock",
        "relays.json",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that takes no files")
def test_missing_room_for_a_relay_is_reported(path):
    path.parent.symlink_to("/proc")
    with pytest.raises(RelayListError, match="the list of relays cannot be written: "):
        known_relays.check_room(path)


def test_relays_added_at_once_are_all_kept(path):
    relays = [msgspec.structs.replace(OFFICE, name=f"r{number}") for number in range(8)]
    threads = [threading.Thread(target=known_relays.add, args=(each, path)) for each in relays]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert {relay.name for relay in known_relays.load(path).relays} == {r.name for r in relays}


def test_list_is_in_the_folder_of_what_the_user_chose(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTHOLE_HOME", str(tmp_path))
    known_relays.add(OFFICE)
    assert json.loads((tmp_path / "config/relays.json").read_text())["version"] == 1
    assert known_relays.load().relays == (OFFICE,)
