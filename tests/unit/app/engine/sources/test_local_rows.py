import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.values import Risk
from app.engine.ports.values import ListeningPort, Process
from app.engine.sources.local_rows import (
    MAX_COMMAND_CHARACTERS,
    port_id,
    reachable_ids,
    row,
    target_text,
    without_twins,
)
from relay_client.targets import parse_target

HOME = "/home/me"


def listening(address="127.0.0.1", port=8000, pid=7, dual_stack=False, uid=1000):
    process = None if pid is None else Process(pid, "node", (), None)
    return ListeningPort(address, port, uid, process, dual_stack=dual_stack)


def test_row_says_what_people_want_to_know():
    command = ("/home/me/.venv/bin/python", "-m", "uvicorn", "app:app")
    process = Process(42, "python", command, "/home/me/orders-api", 90.0)
    shown = row(ListeningPort("::1", 8000, 1000, process), 99.0, HOME)
    assert shown.id == "local/[::1]:8000"
    assert (shown.source, shown.address, shown.port) == ("local", "::1", 8000)
    assert shown.target == "[::1]:8000"
    assert (shown.program, shown.pid, shown.protocol) == ("uvicorn", 42, "HTTP")
    assert shown.command == "/home/me/.venv/bin/python -m uvicorn app:app"
    assert shown.folder == "~/orders-api"
    assert (shown.risk, shown.is_system, shown.listening_since) == (None, False, 99.0)


def test_row_of_another_users_process_knows_its_number_only():
    shown = row(ListeningPort("127.0.0.1", 5432, 110, None), None, HOME)
    assert (shown.program, shown.pid, shown.command, shown.folder) == ("", None, "", "")
    assert (shown.protocol, shown.risk) == ("PostgreSQL", Risk.DATABASE)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("0.0.0.0", "127.0.0.1:80"),
        ("::", "[::1]:80"),
        ("127.0.0.53", "127.0.0.53:80"),
        ("::1", "[::1]:80"),
        ("192.0.2.7", "192.0.2.7:80"),
        ("fe80::1%eth0", "[fe80::1%eth0]:80"),
    ],
)
def test_target_is_dialled_where_the_port_is_bound(address, target):
    assert target_text(address, 80) == target
    assert str(parse_target(target)) == target


@pytest.mark.parametrize(("ipv4", "ipv6"), [("127.0.0.1", "::1"), ("0.0.0.0", "::")])
def test_program_that_listens_in_both_families_has_one_row(ipv4, ipv6):
    both = [listening(ipv4), listening(ipv6)]
    assert without_twins(both) == both[:1]
    unknown = [listening(ipv4, pid=None), listening(ipv6, pid=None)]
    assert without_twins(unknown) == unknown[:1]


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param([listening(), listening("::1", pid=8)], id="other process"),
        pytest.param([listening(), listening("::1", port=8001)], id="other port"),
        pytest.param([listening(), listening("::")], id="loopback and wildcard"),
        pytest.param([listening(), listening("192.0.2.7")], id="another address"),
        pytest.param(
            [listening(pid=None, uid=1), listening("::1", pid=None, uid=2)], id="other user"
        ),
    ],
)
def test_others_have_a_row_each(pair):
    assert without_twins(pair) == pair


def test_connection_is_taken_where_a_port_is_bound_and_at_loopback_for_a_wildcard():
    def addresses(found):
        return {each.removeprefix("local/") for each in reachable_ids([found])}

    assert addresses(listening()) == {"127.0.0.1:8000"}
    assert addresses(listening("192.0.2.7")) == {"192.0.2.7:8000"}
    assert addresses(listening("0.0.0.0")) == {"0.0.0.0:8000", "127.0.0.1:8000"}
    assert addresses(listening("::")) == {"[::]:8000", "[::1]:8000"}
    assert addresses(listening("::", dual_stack=True)) == {
        "[::]:8000",
        "[::1]:8000",
        "0.0.0.0:8000",
        "127.0.0.1:8000",
    }


TEXTS = st.text(st.characters(codec="utf-8"), max_size=50)


@given(
    st.builds(
        Process,
        st.integers(1, 2**22),
        TEXTS,
        st.lists(TEXTS, max_size=5).map(tuple),
        st.none() | TEXTS,
    ),
    st.integers(1, 65535),
)
def test_process_cannot_break_its_row_whatever_it_says_of_itself(process, port):
    shown = row(ListeningPort("127.0.0.1", port, 0, process), None, HOME)
    assert shown.id == port_id("127.0.0.1", port)
    assert shown.target == f"127.0.0.1:{port}"


def test_endless_command_line_is_cut():
    process = Process(1, "x", ("a" * 100_000,), None)
    assert len(row(ListeningPort("::1", 1, 0, process), None, HOME).command) == (
        MAX_COMMAND_CHARACTERS
    )
