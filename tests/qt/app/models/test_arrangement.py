import msgspec
import pytest

from app.contract.values import Risk, SourceState
from app.models.arrangement import Scope, Section, View, arrange, place_name
from app.models.ports import PortRow
from tests.qt.samples import CONTAINERS, GPU_BOX, LOCAL, NOW, STAGING, local_port, tunnel_to


def row(number, protocol="HTTP", risk=None, opened_at=None, **fields):
    port = local_port(number, f"p{number}", protocol, risk=risk, **fields)
    tunnel = None if opened_at is None else tunnel_to(port, "x", opened_at=opened_at)
    return PortRow(port.id, port, tunnel)


ALL = View()


def shown(rows, view=ALL, sources=(LOCAL,), now=NOW):
    entries = arrange(rows, sources, view, now, lambda row: row.search_text)
    return [each.number if isinstance(each, PortRow) else each.title for each in entries]


def test_web_servers_come_first_risky_ports_last_each_by_number():
    rows = [
        row(9, "Redis", Risk.DATABASE),
        row(8, "SSH"),
        row(7),
        row(6, "HTTPS"),
        row(5, "", Risk.DEBUGGER),
        row(4, ""),
    ]
    assert shown(rows) == ["This computer", 6, 7, 4, 8, 5, 9]


def test_newest_tunnel_is_on_top():
    rows = [row(1, opened_at=10), row(2, opened_at=30), row(3, opened_at=20)]
    assert shown(rows) == ["Exposed", 2, 3, 1]


def test_exposed_system_port_is_not_hidden():
    assert shown([row(22, is_system=True, opened_at=1)]) == ["Exposed", 22]
    assert shown([row(22, is_system=True)]) == ["1 system port is hidden"]


def test_all_words_of_the_filter_must_match():
    rows = [row(80, folder="~/a"), row(81, folder="~/b")]
    assert shown(rows, View(filter_text="8 ~/B")) == ["This computer", 81]


def test_search_text_is_not_asked_for_without_a_filter():
    def never(row):
        raise AssertionError

    assert len(arrange([row(1)], (LOCAL,), View(), NOW, never)) == 2


@pytest.mark.parametrize("away_s", [59, 61])
def test_last_ports_of_a_lost_source_stay_for_a_minute(away_s):
    lost = msgspec.structs.replace(LOCAL, state=SourceState.UNREACHABLE, since=NOW - away_s)
    entries = arrange([row(1)], (lost,), View(), NOW, str)
    assert isinstance(entries[0], Section)
    assert (len(entries), entries[0].is_dimmed) == ((2, True) if away_s < 60 else (1, False))


def test_nothing_interrupts_a_search():
    scanning = msgspec.structs.replace(CONTAINERS, state=SourceState.CONNECTING)
    assert shown([], ALL, (scanning,)) == ["Containers, scanning"]
    assert shown([], View(filter_text="x"), (scanning,)) == []
    assert shown([], View(Scope(is_exposed_only=True)), (scanning,)) == []


def test_source_that_is_off_is_shown_only_when_chosen():
    assert shown([], ALL, (STAGING,)) == []
    chosen = View(Scope(frozenset({STAGING.id})))
    assert shown([], chosen, (STAGING,)) == ["staging-eu, not connected"]


def test_only_hosts_are_called_as_the_engine_does():
    """Its names are English; the window's are in the user's language."""
    sources = (LOCAL, CONTAINERS, GPU_BOX)
    renamed = [place_name(msgspec.structs.replace(each, name="box")) for each in sources]
    assert renamed == ["This computer", "Containers", "box"]
