import msgspec
import pytest

from app.contract.events import PortsChanged, TunnelChanged, TunnelGone
from app.contract.values import TunnelState
from app.models.ports import PortModel, Role, RowKind
from tests.qt.samples import (
    NOW,
    PORTS,
    TO_JUPYTER,
    TO_NEXT,
    TO_SSHD,
    TO_VITE,
    UVICORN,
    VITE,
    local_port,
    snapshot,
    tunnel_to,
)


@pytest.fixture
def model(engine):
    return PortModel(engine[0], lambda: NOW)


def row_of(model, key):
    return next(row for row in model.entries if row.key == key)


def test_model_keeps_the_rules_of_models(model, link, qtmodeltester):
    qtmodeltester.check(model)
    link.say(PortsChanged("local", (UVICORN,)))
    link.say(TunnelGone(TO_NEXT.id))
    link.say(snapshot())
    qtmodeltester.check(model)


def test_tunnel_and_its_port_are_one_row(model):
    assert len(model.entries) == len(PORTS) + 1
    row = row_of(model, VITE.id)
    assert (row.port, row.tunnel, row.kind) == (VITE, TO_VITE, RowKind.TUNNEL)


def test_tunnel_whose_port_is_gone_tells_what_it_remembers(model):
    row = row_of(model, TO_NEXT.port_id)
    assert row.port is None
    assert (row.number, row.program, row.folder) == (3000, "next-server", "~/code/admin")
    assert (row.address, row.protocol, row.source) == ("127.0.0.1", "HTTP", "local")


def test_row_keeps_its_key_when_it_is_exposed_and_when_its_port_ends(model, link):
    index = model.index([row.key for row in model.entries].index(UVICORN.id))
    link.say(TunnelChanged(tunnel_to(UVICORN, "abc")))
    assert index.data(Role.KEY) == UVICORN.id
    assert index.data(Role.KIND) == RowKind.TUNNEL
    link.say(PortsChanged("local", ()))
    assert row_of(model, UVICORN.id).tunnel.url == "https://abc.r5.harbor.example"


def test_news_about_one_tunnel_touches_one_row(model, link, qtbot):
    with qtbot.waitSignal(model.dataChanged) as change:
        link.say(TunnelChanged(msgspec.structs.replace(TO_VITE, verified_at=NOW)))
    first, last = change.args[:2]
    assert first.row() == last.row()
    assert first.data(Role.ROW).tunnel.verified_at == NOW


def test_news_that_change_nothing_touch_nothing(model, link, qtbot):
    with qtbot.assertNotEmitted(model.dataChanged):
        link.say(TunnelChanged(TO_VITE))


def test_closed_tunnel_leaves_a_port_behind(model, link):
    closed = msgspec.structs.replace(TO_VITE, state=TunnelState.CLOSED, undo_until=NOW + 10)
    link.say(TunnelChanged(closed))
    assert row_of(model, VITE.id).kind is RowKind.PORT


def test_tunnel_to_no_listed_port_has_a_row_of_its_own(model, link):
    link.say(TunnelChanged(msgspec.structs.replace(TO_SSHD, id="unix", port_id="")))
    row = row_of(model, "tunnel unix")
    assert row.port is None


def test_open_tunnel_takes_the_row_and_the_expired_one_gets_its_own(model, link):
    expired = msgspec.structs.replace(
        TO_VITE, state=TunnelState.CLOSED, closes_at=NOW - 60, since=NOW - 60, undo_until=NOW
    )
    link.say(TunnelChanged(expired))
    assert row_of(model, VITE.id).tunnel == expired
    new = msgspec.structs.replace(TO_VITE, id="new", opened_at=NOW)
    link.say(TunnelChanged(new))
    assert row_of(model, VITE.id).tunnel == new
    assert row_of(model, f"tunnel {expired.id}").tunnel == expired


def test_address_is_shown_without_its_scheme(model):
    assert row_of(model, TO_JUPYTER.port_id).public_address == (
        "wtqcahqwhd4tu7n2kzsp.r5.harbor.example"
    )
    assert row_of(model, TO_SSHD.port_id).public_address == "r3.harbor.example:23447"
    assert row_of(model, UVICORN.id).public_address == ""


def test_names_from_other_programs_are_harmless(model, link):
    hostile = local_port(
        6000, "<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}&evil", folder="a\nb", address="x\x1b[2J"
    )
    link.say(PortsChanged("local", (hostile,)))
    row = row_of(model, hostile.id)
    assert row.program == "<b>x</b>\N{REPLACEMENT CHARACTER}&evil"
    assert row.folder == "a b"
    assert "\x1b" not in row.address


def test_port_whose_program_nobody_may_know_has_none(model, link):
    nameless = local_port(6001, "")
    link.say(PortsChanged("local", (nameless,)))
    assert row_of(model, nameless.id).program == ""
    assert model.index(0).data() == "6001"


def test_port_told_twice_is_one_row(model, link):
    link.say(PortsChanged("local", (UVICORN, UVICORN)))
    link.say(snapshot(ports=(UVICORN, UVICORN)))
    link.say(PortsChanged("local", (UVICORN,)))
    assert [row.key for row in model.entries].count(UVICORN.id) == 1


def test_check_of_a_tunnel_changes_its_row_alone(model, link, qtbot):
    checked = msgspec.structs.replace(TO_VITE, verified_at=NOW)
    with (
        qtbot.assertNotEmitted(model.became),
        qtbot.waitSignals([model.dataChanged, model.replaced]),
    ):
        link.say(TunnelChanged(checked))
    assert row_of(model, VITE.id).tunnel == checked


@pytest.mark.parametrize(
    "change",
    [
        {"opened_at": NOW},
        {"port_id": UVICORN.id},
        {"state": TunnelState.CLOSED},
        {"state": TunnelState.CLOSED, "closes_at": NOW - 1, "since": NOW},
    ],
)
def test_tunnel_that_goes_elsewhere_is_no_mere_change_of_a_row(model, link, qtbot, change):
    with qtbot.assertNotEmitted(model.replaced), qtbot.waitSignal(model.became):
        link.say(TunnelChanged(msgspec.structs.replace(TO_VITE, **change)))


def test_rows_that_say_the_same_stay_the_same_objects(model, link):
    before = row_of(model, UVICORN.id)
    told = tuple(msgspec.structs.replace(each) for each in PORTS if each.source == "local")
    link.say(PortsChanged("local", told))
    assert row_of(model, UVICORN.id) is before
