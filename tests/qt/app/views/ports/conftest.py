import pytest
from PySide6.QtCore import QObject

from app.models.ports import PortModel
from app.models.sections import SectionModel
from app.models.traffic_samples import TrafficSamples
from app.views.ports.ports_panel import PortsPanel
from app.views.ports.row_actions import RowActions
from app.views.theme import theme
from tests.qt.samples import NOW, engine_with, tell_costs, tell_traffic


@pytest.fixture(scope="module")
def light_theme(qapp):
    if not qapp.styleSheet():
        theme().apply(qapp, "light", 100)


@pytest.fixture
def engine(light_theme):
    parent = QObject()
    controller, link = engine_with(parent)
    TrafficSamples(controller, lambda: NOW, controller)
    tell_traffic(link)
    tell_costs(link)
    link.commands.clear()
    yield controller, link
    parent.deleteLater()


@pytest.fixture
def controller(engine):
    return engine[0]


@pytest.fixture
def model(controller):
    return SectionModel(PortModel(controller, lambda: NOW, controller), controller)


@pytest.fixture
def actions(controller):
    return RowActions(controller, lambda: True, lambda: NOW, controller)


@pytest.fixture
def panel(qtbot, controller, model, actions):
    panel = PortsPanel(controller, model, actions, lambda: NOW)
    qtbot.addWidget(panel)
    panel.resize(598, 711)
    panel.show()
    return panel
