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
