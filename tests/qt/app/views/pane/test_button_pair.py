from PySide6.QtWidgets import QPushButton, QWidget

from app.views.pane.button_pair import ButtonPair


def test_two_buttons_stand_above_each_other_where_it_is_narrow(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    left, right = QPushButton("Copy as command", host), QPushButton("Expose this", host)
    pair = ButtonPair(left, right, host)
    pair.resize(600, 40)
    host.show()
    assert left.y() == right.y()
    pair.resize(120, 90)
    qtbot.waitUntil(lambda: right.geometry().bottom() <= left.y())
    assert pair.minimumSizeHint().width() < left.sizeHint().width() + right.sizeHint().width()


def test_they_stand_side_by_side_again_when_one_says_less(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    left, right = QPushButton("Copy as command", host), QPushButton("Expose " * 30, host)
    pair = ButtonPair(left, right, host)
    pair.resize(400, 90)
    host.show()
    qtbot.waitUntil(lambda: right.geometry().bottom() <= left.y())
    right.setText("Expose")
    qtbot.waitUntil(lambda: left.y() == right.y())
