import msgspec
import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from app.contract.events import PortsChanged, SourcesChanged
from app.contract.values import Source, SourceKind, SourceState
from app.models.arrangement import Scope
from app.models.ports import PortModel
from app.models.sources import SourceModel, SourceRole, SourceRowKind
from tests.qt.samples import (
    CONTAINERS,
    GPU_BOX,
    LOCAL,
    NOW,
    SOURCES,
    STAGING,
    snapshot,
)


@pytest.fixture
def model(engine):
    return SourceModel(PortModel(engine[0], lambda: NOW, engine[0]))


def titles(model):
    return [row.title for row in model.entries]


def row_of(model, key):
    return next(row for row in model.entries if row.key == key)


def test_sidebar_offers_everything_then_each_source_with_its_count(model):
    assert [(row.title, row.note) for row in model.entries] == [
        ("All ports", "14"),
        ("Exposed", "4"),
        ("Sources", ""),
        ("This computer", "8"),
        ("Containers", "4"),
        ("SSH hosts", ""),
        ("gpu-box", "2"),
        ("staging-eu", "off"),
        ("Add source…", ""),
    ]


def test_model_keeps_the_rules_of_models(model, link, qtmodeltester):
    qtmodeltester.check(model)
    link.say(SourcesChanged((GPU_BOX, LOCAL)))
    link.say(snapshot())
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("state", "glyph", "sentence"),
    [
        (SourceState.OFF, "closed", "gpu-box, off"),
        (SourceState.CONNECTING, "connecting", "gpu-box, connecting"),
        (SourceState.ASKING, "ask", "gpu-box, waits for your answer"),
        (SourceState.READY, "live", "gpu-box, 2"),
        (SourceState.REFUSED, "error", "gpu-box, refused"),
        (SourceState.UNREACHABLE, "warn", "gpu-box, no connection"),
    ],
)
def test_host_shows_its_state_as_a_glyph_and_speaks_it(model, link, state, glyph, sentence):
    link.say(SourcesChanged((LOCAL, msgspec.structs.replace(GPU_BOX, state=state))))
    number = [row.key for row in model.entries].index(GPU_BOX.id)
    assert model.entries[number].icon == glyph
    assert model.index(number).data(Qt.ItemDataRole.AccessibleTextRole) == sentence


def test_rows_say_what_the_list_shows(model):
    assert row_of(model, "all").scope == Scope()
    assert row_of(model, "exposed").scope == Scope(is_exposed_only=True)
    assert row_of(model, "ssh").scope == Scope(frozenset({GPU_BOX.id, STAGING.id}))
    assert row_of(model, "local").scope == Scope(frozenset({"local"}))
    assert model.index(2).data(SourceRole.SCOPE) is None


def test_chosen_row_stays_chosen_when_sources_come_and_go(model, link):
    number = titles(model).index("staging-eu")
    chosen = QPersistentModelIndex(model.index(number))
    new = Source("ssh:aaa", SourceKind.SSH, "aaa", SourceState.OFF, NOW)
    link.say(SourcesChanged((LOCAL, new, STAGING)))
    assert chosen.data() == "staging-eu"
    assert titles(model)[-3:-1] == ["aaa", "staging-eu"]


def test_count_changes_touch_one_row_each(model, link):
    touched = []
    model.dataChanged.connect(lambda first, last: touched.append((first.row(), last.row())))
    link.say(PortsChanged(CONTAINERS.id, ()))
    assert touched == [(0, 0), (4, 4)]


def test_without_hosts_there_is_no_group_of_hosts(model, link):
    link.say(SourcesChanged((LOCAL, CONTAINERS)))
    assert "SSH hosts" not in titles(model)


def test_adding_is_offered_at_the_end(model):
    assert model.entries[-1].kind is SourceRowKind.ADD
    assert model.index(model.rowCount() - 1).data(SourceRole.SCOPE) is None


def test_captions_cannot_be_chosen(model):
    assert model.flags(model.index(2)) == Qt.ItemFlag.ItemNeverHasChildren


def test_names_of_hosts_are_harmless(model, link):
    evil = Source("ssh:x", SourceKind.SSH, "<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}", SourceState.OFF, 0)
    link.say(SourcesChanged((*SOURCES, evil)))
    assert titles(model)[-2] == "<b>x</b>\N{REPLACEMENT CHARACTER}"
