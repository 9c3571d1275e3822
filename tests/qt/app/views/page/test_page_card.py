import pytest
from msgspec.structs import replace
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.views.page.page_card import PageCard
from tests.qt.samples import NOW, TO_JUPYTER, TO_SSHD, engine_with


@pytest.fixture
def card(qtbot):
    controller, _ = engine_with()
    card = PageCard(controller)
    card.controller = controller
    qtbot.addWidget(card)
    card.resize(900, 78)
    card.show_tunnel(TO_JUPYTER, NOW)
    card.show()
    return card


def test_the_address_stands_on_one_line(card):
    assert card._address.heightForWidth(800) == 20


def test_the_socket_is_told_in_words_only_where_it_repeats_the_address(card):
    assert card._tls._shown.text() == "same name, port 443"
    card.show_tunnel(replace(TO_JUPYTER, tls_socket=("other.example", 8443)), NOW)
    assert card._tls._shown.text() == "other.example:8443"


def test_a_raw_address_is_copied(card, qtbot):
    card.show_tunnel(TO_SSHD, NOW)
    assert card._copy.accessibleName() == "Copy address"
    with qtbot.waitSignal(card.copied):
        card._copy.click()
    assert QGuiApplication.clipboard().text() == "r3.harbor.example:23447"


def test_nothing_but_web_addresses_is_opened(card, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    card.show_tunnel(replace(TO_JUPYTER, url="file:///etc/passwd"), NOW)
    assert not card._open.isVisible()
    card._open_address()
    assert opened == []


def test_a_raw_tcp_port_can_be_added(card, qtbot):
    with qtbot.waitSignal(card.tcp_requested):
        card._tcp._add.click()
    card.show_tunnel(TO_SSHD, NOW)
    assert not card._tcp._add.isVisible()
