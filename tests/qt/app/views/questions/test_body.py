import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.questions.body import Body
from app.views.theme import theme
from app.views.widgets.label import Label


@pytest.fixture
def body(qtbot, qapp):
    theme().apply(qapp, "light", 100)
    host = QWidget()
    qtbot.addWidget(host)
    body = Body(host)
    body.host = host
    body.label = Label("word " * 60, 13, wrap=True, parent=body)
    body.lines.addWidget(body.label)
    body.resize(500, 200)
    host.show()
    return body


def test_it_is_as_high_as_its_text_needs(body):
    assert body.sizeHint().height() == body.label.heightForWidth(500)
    body.resize(250, 200)
    assert body.sizeHint().height() == body.label.heightForWidth(250)
    body.label.setText("short")
    body.fit()
    assert body.sizeHint().height() == body.label.heightForWidth(250)


def test_text_is_whole_and_scrolls_where_there_is_no_room(body, qtbot):
    assert body.minimumSizeHint().height() == 60
    body.resize(200, 60)
    qtbot.waitUntil(lambda: body.verticalScrollBar().maximum() > 0)
    assert body.label.height() >= body.label.heightForWidth(body.label.width())
    assert body.horizontalScrollBar().maximum() == 0


def test_layout_follows_when_texts_break_otherwise(body, qtbot):
    column = QVBoxLayout(body.host)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(body)
    column.addStretch(1)
    for width in (600, 300, 500):
        body.host.resize(width, 500)
        wanted = body.label.heightForWidth(width)
        qtbot.waitUntil(lambda wanted=wanted: body.height() == wanted)
