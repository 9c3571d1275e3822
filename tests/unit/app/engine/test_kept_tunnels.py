import stat

import pytest

from app.engine import kept_tunnels
from app.engine.kept_tunnels import (
    DamagedStateError,
    KeptState,
    load_state,
    save_state,
    state_path,
)
from tests.unit.app.engine.samples import kept

STATE = KeptState(
    "instance-1",
    (
        kept("a", name="shop", closes_at=1.5, blocked=("192.0.2.1",), is_paused=True),
        kept("b", tcp=True, url="https://a.localhost", tls_socket=("a.localhost", 443)),
    ),
)


def test_nothing_is_kept_at_first():
    assert load_state(state_path()) is None


def test_what_was_kept_comes_back():
    save_state(state_path(), STATE)
    assert load_state(state_path()) == STATE


def test_file_is_for_this_user_only():
    save_state(state_path(), STATE)
    assert stat.S_IMODE(state_path().stat().st_mode) == 0o600
    assert stat.S_IMODE(state_path().parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{broken", "malformed"),
        ("[" * 100_000, "set aside"),
        ("\udcff", "set aside"),
        ("{}", "version"),
        ('{"version": 2, "instance": "a"}', "a newer Porthole wrote it"),
        ('{"version": 1, "instance": 7}', "Expected `str`"),
        (
            '{"version": 1, "instance": "a", "tunnels": ['
            '{"id": "t", "target": "1", "relay": "r", "opened_at": 1},'
            '{"id": "t", "target": "2", "relay": "r", "opened_at": 1}]}',
            "two tunnels have the same id",
        ),
    ],
)
def test_file_that_cannot_be_used_is_set_aside(text, problem, expected_warnings):
    path = state_path()
    path.parent.mkdir(parents=True)
    data = text.encode("utf-8", "surrogateescape")
    path.write_bytes(data)
    with pytest.raises(DamagedStateError) as caught:
        load_state(path)
    assert problem in str(caught.value)
    assert caught.value.path.read_bytes() == data
    assert not path.exists()
    assert len(expected_warnings) == 1


def test_huge_file_is_not_read_as_a_whole(monkeypatch, expected_warnings):
    monkeypatch.setattr(kept_tunnels, "MAX_FILE_BYTES", 100)
    save_state(state_path(), STATE)
    with pytest.raises(DamagedStateError, match="it is too large"):
        load_state(state_path())
    assert len(expected_warnings) == 1
