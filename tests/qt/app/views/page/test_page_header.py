import pytest
from msgspec.structs import replace

from app.contract.values import TunnelState
from app.views.page.page_header import PageHeader, place_text
from tests.qt.samples import NOW, TO_JUPYTER, TO_VITE, engine_with


@pytest.fixture
def controller(qapp):
    return engine_with()[0]


@pytest.fixture
def header(controller, qtbot):
    header = PageHeader()
    qtbot.addWidget(header)
    header.show_tunnel(TO_JUPYTER, controller, NOW)
    header.show()
    return header


def test_the_place_names_another_computer(controller):
    assert place_text(TO_JUPYTER, controller) == "127.0.0.1 on gpu-box, ~/rag-eval"
    assert place_text(TO_VITE, controller) == "::1, ~/code/storefront"
    assert place_text(replace(TO_VITE, address="", folder=""), controller) == ""


def test_what_is_paused_can_be_reopened(header, controller):
    assert header._pause.accessibleName() == "Pause"
    header.show_tunnel(replace(TO_JUPYTER, state=TunnelState.PAUSED), controller, NOW)
    assert header._pause.accessibleName() == "Reopen"
    assert header._close.isVisible()


def test_what_is_closed_cannot_be_closed(header, controller):
    header.show_tunnel(replace(TO_JUPYTER, state=TunnelState.CLOSED), controller, NOW)
    assert not header._close.isVisible()


def test_buttons_ask(header, qtbot):
    for button, signal in (
        (header._back, header.back_requested),
        (header._pause, header.pause_requested),
        (header._close, header.close_requested),
    ):
        with qtbot.waitSignal(signal):
            button.click()
