from PySide6.QtGui import QGuiApplication

from app.views.clipboard import copy_text


def test_address_is_copied_as_it_is(qapp):
    assert copy_text("https://abc.example/a?b=c&d") == "https://abc.example/a?b=c&d"
    assert QGuiApplication.clipboard().text() == "https://abc.example/a?b=c&d"


def test_nothing_a_terminal_would_act_upon_reaches_the_clipboard(qapp):
    copied = copy_text("https://abc.example\nrm -rf ~\r\x1b[31m\x00\N{RIGHT-TO-LEFT OVERRIDE}\n")
    assert copied == QGuiApplication.clipboard().text()
    assert copied.isprintable()
    assert copied.startswith("https://abc.example rm -rf ~")
