from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QPersistentModelIndex, Qt

from app.contract.events import CostsChanged, PortsChanged, SourcesChanged, TunnelChanged
from app.contract.values import SourceState, TunnelState
from app.models.arrangement import Remedy, Scope
from app.models.ports import PortModel, Role, RowKind
from app.models.sections import AGEING, SPARK_S, SectionModel
from app.models.traffic_samples import TrafficSamples
from tests.qt.samples import (
    CONTAINERS,
    COSTS,
    GPU_BOX,
    LOCAL,
    NOW,
    SOURCES,
    STAGING,
    SYSTEM_PORTS,
    TO_JUPYTER,
    UVICORN,
    VITE,
    engine_with,
    local_port,
    snapshot,
    tell_costs,
    tell_traffic,
    tunnel_to,
)


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def engine(qapp, clock):
    parent = QObject()
    controller, link = engine_with(parent)
    TrafficSamples(controller, clock, controller)
    yield controller, link
    parent.deleteLater()


@pytest.fixture
def model(engine, clock):
    return SectionModel(PortModel(engine[0], clock, engine[0]))


def shown(model):
    """Return headings as text and rows as numbers."""
    found = []
    for number in range(model.rowCount()):
        index = model.index(number)
        row = index.data(Role.ROW)
        found.append(index.data() if row is None else row.number)
    return found


def index_of(model, key):
    return model.index(model.row_of(key))


def test_exposed_come_first_then_each_source_with_web_servers_on_top(model):
    assert shown(model) == [
        *("Exposed", 8888, 5173, 2222, 3000),
        *("This computer", 4321, 8000, 11434, 5432, 6379, 9229),
        *("Containers", 3001, 9000, 15672),
        *("gpu-box", 6006),
        "9 system ports are hidden",
    ]


def test_model_keeps_the_rules_of_models(model, link, qtmodeltester):
    qtmodeltester.check(model)
    link.say(TunnelChanged(tunnel_to(UVICORN, "abc", opened_at=NOW)))
    model.set_filter("80")
    model.set_filter("")
    model.set_system_shown(True)
    link.say(PortsChanged("local", (VITE,)))
    link.say(snapshot(tunnels=()))
    qtmodeltester.check(model)


def test_row_that_is_exposed_jumps_and_keeps_its_index(model, link):
    index = QPersistentModelIndex(index_of(model, UVICORN.id))
    link.say(TunnelChanged(tunnel_to(UVICORN, "abc", opened_at=NOW)))
    assert index.row() == 1
    assert index.data(Role.KEY) == UVICORN.id
    assert index.data(Role.KIND) == RowKind.TUNNEL
    assert model.index(0).data(Role.COUNT) == 5


def test_many_changes_at_once_still_show_the_right_rows(model, link):
    ports = tuple(local_port(20_000 + 2 * n, "python3") for n in range(300))
    link.say(PortsChanged("local", ports))
    model.set_filter("2010")
    assert shown(model) == ["This computer", 20100, 20102, 20104, 20106, 20108]
    link.say(PortsChanged("local", ports[::3]))
    assert shown(model) == ["This computer", 20102, 20108]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("8888", [8888]),
        ("JUPYTER", [8888]),
        ("rag-eval", [8888, 6006]),
        ("rag tensor", [6006]),
        ("::1", [5173, 4321]),
        ("pxw2ch", [3000]),
        ("postgresql", [5432]),
        ("  redis ", [6379]),
        ("grafana nothing", []),
    ],
)
def test_filter_looks_at_port_program_folder_and_address(model, text, numbers):
    model.set_filter(text)
    assert [each for each in shown(model) if isinstance(each, int)] == numbers


def test_filter_says_when_only_hidden_ports_match(model):
    model.set_filter("cups")
    assert shown(model) == ["1 hidden system port matches"]
    assert not model.has_rows
    model.set_filter("systemd")
    assert shown(model) == ["2 hidden system ports match"]
    model.set_system_shown(True)
    assert shown(model) == ["This computer", 53, 5355, "System ports are shown"]


def test_nothing_matches(model):
    model.set_filter("no such thing")
    assert shown(model) == []
    assert model.hidden_count == len(SYSTEM_PORTS)


def test_scope_shows_one_source_with_what_is_exposed_of_it(model):
    model.set_scope(Scope(frozenset({"ssh:gpu-box"})))
    assert shown(model) == ["Exposed", 8888, "gpu-box", 6006]
    model.set_scope(Scope(is_exposed_only=True))
    assert shown(model) == ["Exposed", 8888, 5173, 2222, 3000]


def said(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("source", "title", "remedy"),
    [
        (
            msgspec.structs.replace(LOCAL, state=SourceState.CONNECTING),
            "This computer, scanning",
            Remedy.NONE,
        ),
        (
            msgspec.structs.replace(GPU_BOX, state=SourceState.CONNECTING),
            "gpu-box, connecting",
            Remedy.NONE,
        ),
        (
            msgspec.structs.replace(GPU_BOX, state=SourceState.ASKING),
            "gpu-box, waits for your answer",
            Remedy.ANSWER,
        ),
        (
            msgspec.structs.replace(GPU_BOX, state=SourceState.UNREACHABLE),
            "gpu-box, no SSH connection since 13:01",
            Remedy.CONNECT,
        ),
        (
            msgspec.structs.replace(GPU_BOX, state=SourceState.REFUSED),
            "gpu-box, refused since 13:01",
            Remedy.CONNECT,
        ),
        (
            msgspec.structs.replace(CONTAINERS, state=SourceState.REFUSED),
            "Containers, refused since 13:00",
            Remedy.TRY_AGAIN,
        ),
    ],
)
def test_heading_says_what_ails_a_source(model, link, source, title, remedy):
    link.say(SourcesChanged((source,)))
    link.say(PortsChanged(source.id, ()))
    section = index_of(model, f"section {source.id}").data(Role.SECTION)
    assert said(section.title) == title
    assert section.remedy is remedy


def test_reason_of_a_source_is_told_even_if_its_connection_is_there(model, link):
    reason = "gpu-box gives no list of its ports."
    link.say(SourcesChanged((msgspec.structs.replace(GPU_BOX, reason=reason),)))
    link.say(PortsChanged(GPU_BOX.id, ()))
    index = index_of(model, f"section {GPU_BOX.id}")
    assert index.data(Qt.ItemDataRole.ToolTipRole) == reason
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"gpu-box. {reason}"


def test_source_that_is_off_is_no_part_of_everything(model):
    assert "staging-eu" not in str(shown(model))
    model.set_scope(Scope(frozenset({STAGING.id})))
    assert shown(model) == ["staging-eu, not connected"]


def test_ports_of_a_lost_source_are_dimmed_for_a_minute(model, link, clock):
    lost = msgspec.structs.replace(GPU_BOX, state=SourceState.UNREACHABLE, since=NOW)
    link.say(SourcesChanged(tuple(lost if s.id == lost.id else s for s in SOURCES)))
    assert index_of(model, "ssh:gpu-box/127.0.0.1/6006").data(Role.IS_DIMMED)
    assert not index_of(model, UVICORN.id).data(Role.IS_DIMMED)
    clock.now = NOW + 61
    model.tick(0, 3)
    assert 6006 not in shown(model)


def test_headings_cannot_be_selected(model):
    assert not model.index(0).flags() & Qt.ItemFlag.ItemIsSelectable
    assert model.index(1).flags() & Qt.ItemFlag.ItemIsSelectable


def test_tick_touches_only_exposed_rows_that_can_be_seen(model):
    touched = []
    model.dataChanged.connect(lambda *each: touched.append((each[0].row(), each[1].row(), each[2])))
    model.tick(2, 8)
    assert touched == [(2, 4, AGEING)]


def test_costs_are_per_hour_and_a_program_behind_two_tunnels_counts_once(model, link):
    tell_costs(link)
    assert index_of(model, TO_JUPYTER.port_id).data(Role.COST) == "$0.869/h"
    assert index_of(model, "local/127.0.0.1/3000").data(Role.COST) == "–"
    assert index_of(model, "section exposed").data(Role.COST) == "$0.899/h estimated"
    assert index_of(model, TO_JUPYTER.port_id).data(Role.TOTAL) == "$1.94"
    assert "$1.94 so far, estimated" in index_of(model, TO_JUPYTER.port_id).data(
        Qt.ItemDataRole.AccessibleDescriptionRole
    )


def test_costs_are_in_the_currency_of_the_rate_card(model, link):
    euros = tuple(replace(each, currency="EUR") for each in COSTS)
    link.say(CostsChanged(euros, Decimal(0), "EUR"))
    row, heading = index_of(model, TO_JUPYTER.port_id), index_of(model, "section exposed")
    texts = (row.data(Role.COST), row.data(Role.TOTAL), heading.data(Role.COST))
    assert texts == ("€0.869/h", "€1.94", "€0.899/h estimated")


def test_cost_of_an_hour_is_a_dash_before_it_is_measured(model, link):
    link.say(CostsChanged((replace(COSTS[0], per_hour=None),), Decimal(0), "USD"))
    assert index_of(model, TO_JUPYTER.port_id).data(Role.COST) == "–"
    assert index_of(model, "section exposed").data(Role.COST) == ""


def test_costs_that_are_not_known_are_dashes(model):
    assert index_of(model, TO_JUPYTER.port_id).data(Role.COST) == "–"
    assert index_of(model, TO_JUPYTER.port_id).data(Role.TOTAL) == ""
    assert index_of(model, "section exposed").data(Role.COST) == ""


def test_row_tells_its_rate_and_its_last_minute(model, link):
    tell_traffic(link)
    jupyter = index_of(model, TO_JUPYTER.port_id)
    assert jupyter.data(Role.RATE) == pytest.approx(398_300)
    assert len(jupyter.data(Role.SAMPLES)) == SPARK_S
    assert max(jupyter.data(Role.SAMPLES)) > 0
    assert index_of(model, UVICORN.id).data(Role.RATE) is None


def test_rate_of_a_tunnel_that_carries_nothing_is_unknown_rather_than_0(model, link):
    link.say(TunnelChanged(msgspec.structs.replace(TO_JUPYTER, state=TunnelState.PAUSED)))
    assert index_of(model, TO_JUPYTER.port_id).data(Role.RATE) is None


def test_rows_read_as_whole_sentences(model):
    def spoken(key):
        return index_of(model, key).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken(TO_JUPYTER.port_id) == (
        "jupyter-lab, port 8888 on gpu-box, exposed, verified 4 seconds ago, 23 milliseconds"
    )
    assert spoken("local/127.0.0.1/5432") == (
        "postgres, port 5432, not exposed, database, exposing needs options"
    )
    assert spoken("section exposed") == "Exposed, 4"


def test_names_of_places_are_read_as_they_are_shown(model, link):
    host = replace(GPU_BOX, name="gpu\N{RIGHT-TO-LEFT OVERRIDE}box")
    link.say(SourcesChanged((LOCAL, replace(CONTAINERS, name="containers"), host)))
    rows = [index_of(model, each) for each in (TO_JUPYTER.port_id, "containers/dev-box/2222")]
    host_row, container_row = (each.data(Qt.ItemDataRole.AccessibleTextRole) for each in rows)
    assert "port 8888 on gpu\N{REPLACEMENT CHARACTER}box" in host_row
    assert "port 2222 on Containers" in container_row


def test_check_of_a_tunnel_changes_one_row(model, link, qtbot):
    with qtbot.assertNotEmitted(model.became), qtbot.waitSignal(model.dataChanged) as told:
        link.say(TunnelChanged(msgspec.structs.replace(TO_JUPYTER, round_trip_ms=99.0)))
    (row,) = {told.args[0].row(), told.args[1].row()}
    assert model.index(row).data(Role.ROW).tunnel.round_trip_ms == 99.0


def test_filter_looks_at_what_a_tunnel_has_become(model, link):
    model.set_filter("elsewhere")
    assert not model.has_rows
    link.say(TunnelChanged(msgspec.structs.replace(TO_JUPYTER, title="elsewhere")))
    assert model.has_rows
