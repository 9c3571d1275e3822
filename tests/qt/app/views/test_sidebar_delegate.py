import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QToolTip

from app.contract.events import SourcesChanged
from app.contract.values import SourceState
from app.models.ports import PortModel
from app.models.sources import SourceModel
from app.views.sidebar_delegate import SourceDelegate
from app.views.theme import theme
from tests.qt.samples import LOCAL, NOW, STAGING, engine_with


@pytest.fixture
def view(qtbot, qapp):
    if not qapp.styleSheet():
        theme().apply(qapp, "light", 100)
    parent = QObject()
    controller, link = engine_with(parent)
    view = QListView()
    view.link = link
    view.setModel(SourceModel(PortModel(controller, lambda: NOW, controller), controller))
    view.setItemDelegate(SourceDelegate(view))
    qtbot.addWidget(view)
    yield view
    parent.deleteLater()


def painted(view, key, *, state=QStyle.StateFlag.State_None, width=200):
    index = view.model().index(view.model().row_of(key))
    image = QImage(width, 32, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 32)
    option.widget = view
    option.state = state
    view.itemDelegate().paint(painter, option, index)
    painter.end()
    return image


def is_blank(image, left, right):
    white = image.pixelColor(199 if image.width() == 200 else 51, 0)
    return all(
        image.pixelColor(x, y) == white for x in range(left, right) for y in range(image.height())
    )


@pytest.fixture
def tooltip(view, monkeypatch):
    """Return what is said about a row."""
    said = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _view: said.append(text))

    def tooltip(key):
        index = view.model().index(view.model().row_of(key))
        event = QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint())
        view.itemDelegate().helpEvent(event, view, QStyleOptionViewItem(), index)
        return said[-1]

    return tooltip


def test_tooltip_says_what_ails_a_source_and_what_helps(tooltip, view):
    assert tooltip("all") == tooltip("ssh:gpu-box") == ""
    assert "Connect (Enter)" in tooltip("ssh:staging-eu")
    refused = replace(STAGING, state=SourceState.REFUSED, reason="<b>No</b>.")
    view.link.say(SourcesChanged((LOCAL, refused)))
    text = tooltip("ssh:staging-eu")
    assert text.index("No") < text.index("Connect (Enter)")
    assert "<b>" not in text


@pytest.mark.parametrize("key", ["all", "sources", "local", "ssh:gpu-box", "ssh:staging-eu"])
def test_name_begins_after_the_icon(view, key):
    image = painted(view, key)
    assert is_blank(image, 0, 16)
    assert not is_blank(image, 44, 120)


def test_number_ends_20_px_from_the_edge(view):
    image = painted(view, "all")
    assert is_blank(image, 181, 200)
    assert not is_blank(image, 160, 181)


def test_rail_shows_the_icon_in_the_middle_and_no_name(view):
    view.itemDelegate().is_rail = True
    image = painted(view, "local", width=52)
    assert is_blank(image, 0, 17)
    assert not is_blank(image, 18, 34)
    assert is_blank(image, 36, 52)


def test_chosen_row_has_a_bar(view):
    image = painted(view, "all", state=QStyle.StateFlag.State_Selected)
    assert image.pixelColor(9, 16) == theme().color("accent")
