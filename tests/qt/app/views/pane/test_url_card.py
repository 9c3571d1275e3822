import pytest
from msgspec.structs import replace
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.views.pane.url_card import UrlCard
from tests.qt.samples import NOW, TO_JUPYTER, TO_SSHD


@pytest.fixture
def card(qtbot):
    card = UrlCard()
    qtbot.addWidget(card)
    card.show_tunnel(TO_JUPYTER, NOW)
    card.resize(320, 102)
    card.show()
    return card


@pytest.fixture
def opened(monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    return opened


def test_the_browser_gets_the_url(card, opened):
    card._open.click()
    assert opened == [QUrl(TO_JUPYTER.url)]


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "javascript:alert(1)"])
def test_nothing_but_web_addresses_is_opened(card, opened, url):
    card.show_tunnel(replace(TO_JUPYTER, url=url), NOW)
    assert not card._open.isVisible()
    card.open_in_browser()
    assert opened == []


def test_nothing_is_copied_before_there_is_an_address(card, qtbot):
    QGuiApplication.clipboard().setText("before")
    card.show_tunnel(replace(TO_JUPYTER, url=""), NOW)
    with qtbot.assertNotEmitted(card.copied):
        card.copy()
    assert QGuiApplication.clipboard().text() == "before"


def test_the_button_keeps_its_width_when_it_says_copied(card):
    width = card._copy.width()
    card.copy()
    assert card._copy.text() == "Copied"
    assert card._copy.width() == width


def test_an_ssh_server_has_its_command_below(card):
    assert not card._ssh.isVisible()
    card.show_tunnel(TO_SSHD, NOW)
    assert card._ssh.isVisible()
    assert card._ssh.text() == "ssh -p 23447 r3.harbor.example"


def test_the_qr_code_is_asked_for_beside_its_button(card, qtbot):
    with qtbot.waitSignal(card.qr_requested) as asked:
        card._qr.click()
    assert asked.args == [card._qr]


def test_what_is_wrong_is_bold_as_well(card):
    assert card._verified._title.font().weight() == 400
    card.show_tunnel(replace(TO_JUPYTER, verified_at=NOW - 60), NOW)
    assert card._verified._title.font().weight() == 600


def is_below(card):
    return card._verified.y() > card._copy.geometry().bottom()


def shown_words(card):
    return [each.shown_text() for each in (card._verified._title, card._verified._detail)]


def test_verification_stands_beside_the_buttons_if_it_fits_there(card, qtbot):
    card.resize(420, 102)
    qtbot.waitUntil(lambda: not is_below(card))
    assert shown_words(card) == ["Verified 4\xa0s\xa0ago", "23\xa0ms"]


def test_verification_that_would_be_shortened_stands_below_the_buttons(card, qtbot):
    card.resize(300, 102)
    qtbot.waitUntil(lambda: is_below(card))
    assert [each.replace("\xa0", " ") for each in shown_words(card)] == [
        "Verified 4 s ago",
        "23 ms",
    ]
    assert card._verified._title.x() < card._verified._detail.x() < 140
    card.resize(420, 102)
    qtbot.waitUntil(lambda: not is_below(card))


def test_passing_seconds_move_nothing(card):
    for width in range(280, 421, 4):
        card.resize(width, 102)
        places = set()
        for seconds in (1, 9, 10, 29):
            card.show_tunnel(replace(TO_JUPYTER, verified_at=NOW - seconds), NOW)
            card.layout().activate()
            places.add(is_below(card))
        assert len(places) == 1
