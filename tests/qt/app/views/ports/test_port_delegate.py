import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.contract.events import PortsChanged, SourcesChanged, TunnelChanged
from app.contract.values import SourceState, TunnelState
from app.models.ports import Role, RowKind
from app.views.ports import row_geometry as geometry
from app.views.ports.port_delegate import PortDelegate
from app.views.ports.row_geometry import Hit
from app.views.ports.row_painter import text_width
from app.views.theme import theme
from tests.qt.samples import (
    GPU_BOX,
    JUPYTER,
    LOCAL,
    NOW,
    POSTGRES,
    TO_JUPYTER,
    UVICORN,
    local_port,
)

WIDTH = 588


@pytest.fixture
def delegate(qapp, panel):
    return PortDelegate(lambda: NOW, panel)


@pytest.fixture
def place(model):
    """Return a row's index, and its rectangle at the top of the list."""

    def place(key, width=WIDTH):
        index = model.index(model.row_of(key))
        height = geometry.row_size(index.data(Role.KIND)).height()
        return index, QRect(0, 0, width, height)

    return place


@pytest.mark.parametrize(
    ("key", "height"),
    [
        ("section exposed", 36),
        (JUPYTER.id, 64),
        (UVICORN.id, 48),
        ("hidden ports", 40),
    ],
)
def test_rows_are_as_high_as_designed_and_grow_with_the_text(place, qapp, key, height):
    assert place(key)[1].height() == height
    theme().apply(qapp, "light", 150)
    assert place(key)[1].height() == height * 1.5
    theme().apply(qapp, "light", 100)


def test_button_exposes_and_its_chevron_asks_first(delegate, place):
    index, rect = place(UVICORN.id)
    button = geometry.expose_button(rect)
    assert (button.width(), button.height()) == (92, 26)
    assert delegate.hit_at(rect, index, button.topLeft() + QPoint(10, 10)) is Hit.EXPOSE
    assert delegate.hit_at(rect, index, geometry.chevron(rect).center()) is Hit.OPTIONS
    assert delegate.hit_at(rect, index, QPoint(60, 20)) is None
    assert delegate.hit_at(rect, index, button.topLeft() - QPoint(2, 0)) is None


def test_button_of_a_risky_port_always_asks_first(delegate, place):
    index, rect = place(POSTGRES.id)
    button = geometry.expose_button(rect)
    assert delegate.hit_at(rect, index, button.topLeft() + QPoint(10, 10)) is Hit.OPTIONS


def test_port_that_cannot_be_exposed_has_no_button(delegate, place, link):
    port = local_port(7000, "x", unreachable_reason="No.")
    link.say(PortsChanged("local", (port,)))
    index, rect = place(port.id)
    assert delegate.hit_at(rect, index, geometry.expose_button(rect).center()) is None


def test_icon_after_the_address_copies_and_is_large_enough(delegate, place):
    index, rect = place(JUPYTER.id, 700)
    line = geometry.address_line(rect, index.data(Role.ROW), index.data(Role.STATUS))
    assert line.address == "wtqcahqwhd4tu7n2kzsp.r5.harbor.example"
    assert (line.copy_hit.width(), line.copy_hit.height()) == (28, 28)
    assert line.copy_hit.contains(line.icon)
    assert delegate.hit_at(rect, index, line.icon.center()) is Hit.COPY
    assert delegate.hit_at(rect, index, line.address_rect.center()) is None
    assert not line.icon.intersects(line.status_rect)


@pytest.mark.parametrize("width", [290, 320, 400, WIDTH, 1200])
def test_address_and_status_never_overlap(place, width):
    index, rect = place(JUPYTER.id, width)
    line = geometry.address_line(rect, index.data(Role.ROW), index.data(Role.STATUS))
    assert not line.icon.intersects(line.status_rect)
    assert not line.address_rect.intersects(line.status_rect)
    assert line.address_rect.right() <= line.icon.left()
    assert line.status_rect.right() < rect.right()


def test_narrow_row_has_a_line_for_its_status_and_shows_more_of_both(place):
    index, rect = place(JUPYTER.id, 320)
    rect.setHeight(geometry.row_size(RowKind.TUNNEL, is_narrow=True).height())
    status = index.data(Role.STATUS)
    line = geometry.address_line(rect, index.data(Role.ROW), status)
    assert line.status_rect.top() > line.address_rect.bottom()
    assert rect.contains(line.status_rect)
    assert text_width(status.text, 12) <= line.status_rect.width()
    assert len(line.address) > 15


def test_tunnel_without_an_address_has_nothing_to_copy(delegate, place, link):
    opening = msgspec.structs.replace(
        TO_JUPYTER, state=TunnelState.OPENING, url="", tls_socket=None
    )
    link.say(TunnelChanged(opening))
    index, rect = place(JUPYTER.id)
    line = geometry.address_line(rect, index.data(Role.ROW), index.data(Role.STATUS))
    assert (line.address, line.copy_hit.isEmpty()) == ("", True)


def test_heading_of_a_lost_source_has_a_link(delegate, place, link):
    lost = msgspec.structs.replace(GPU_BOX, state=SourceState.UNREACHABLE, since=NOW)
    link.say(SourcesChanged((LOCAL, lost)))
    index, rect = place("section ssh:gpu-box")
    link_rect = geometry.link(geometry.heading(rect), "Connect")
    assert delegate.hit_at(rect, index, link_rect.center()) is Hit.REMEDY
    assert delegate.hit_at(rect, index, QPoint(30, link_rect.center().y())) is None
    index, rect = place("section local")
    assert delegate.hit_at(rect, index, link_rect.center()) is None


def test_last_row_shows_and_hides_system_ports(delegate, place):
    index, rect = place("hidden ports")
    assert delegate.hit_at(rect, index, rect.center()) is Hit.TOGGLE_HIDDEN


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("width", [200, 330, WIDTH])
def test_every_row_can_be_painted(delegate, model, panel, link, direction, width):
    hostile = local_port(
        65535, "<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}&evil" * 9, "P" * 40, folder="\n" * 300
    )
    link.say(PortsChanged("local", (hostile, UVICORN, POSTGRES)))
    image = QImage(width, 100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for number in range(model.rowCount()):
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, width, 64)
        option.direction = direction
        option.widget = panel.list
        delegate.paint(painter, option, model.index(number))
    painter.end()


def test_button_of_the_chosen_port_stands_out(delegate, model, panel):
    number = model.row_of(UVICORN.id)
    pictures = []
    for state in (QStyle.StateFlag.State_Enabled, QStyle.StateFlag.State_Selected):
        picture = QImage(600, 48, QImage.Format.Format_RGB32)
        picture.fill(0xFFFFFF)
        painter = QPainter(picture)
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 600, 48)
        option.state, option.widget = state, panel.list
        delegate.paint(painter, option, model.index(number))
        painter.end()
        edge = theme().color("accent").rgb()
        place = geometry.expose_button(option.rect)
        pictures.append(picture.pixel(place.left() + 30, place.top()) == edge)
    assert pictures == [False, True]
