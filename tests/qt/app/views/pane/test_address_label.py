import pytest
from PySide6.QtCore import QPoint, Qt, QUrl

from app.views.pane.address_label import AddressLabel, pieces, wrapped

URL = "https://wtqcahqwhd4tu7n2kzsp.r5.harbor.example"


def texts(lines):
    return ["".join(piece.text for piece in line) for line in lines]


@pytest.fixture
def label(qtbot):
    label = AddressLabel()
    qtbot.addWidget(label)
    label.set_address(URL)
    label.resize(294, 40)
    return label


def test_the_random_label_ends_the_first_line():
    assert texts(pieces(URL)) == ["https://wtqcahqwhd4tu7n2kzsp", ".r5.harbor.example"]
    assert [piece.is_main for piece in pieces(URL)[0]] == [False, True]


def test_a_raw_address_stands_on_one_line_and_its_port_matters():
    (line,) = pieces("r3.harbor.example:23447")
    assert [(piece.text, piece.is_main) for piece in line] == [
        ("r3.harbor.example", False),
        (":23447", True),
    ]


@pytest.mark.parametrize("width", [1, 7, 28, 500])
@pytest.mark.parametrize("address", [URL, "host:1", "https://localhost:8443", ""])
def test_nothing_is_ever_left_out(address, width):
    lines = wrapped(pieces(address), width)
    assert "".join(texts(lines)).replace(":", "") == address.replace(":", "")
    assert all(len(text) <= width for text in texts(lines))


def test_a_hostile_address_is_shown_as_it_is():
    assert (
        texts(pieces("https://<b>\N{RIGHT-TO-LEFT OVERRIDE}x.example"))[0] == "https://<b>\ufffdx"
    )


def test_a_narrow_label_is_higher(label):
    assert label.heightForWidth(294) == 40
    assert label.heightForWidth(100) > 40


def test_the_address_can_be_dragged_as_text_and_link(label):
    data = label.mime_data()
    assert data.text() == URL
    assert data.urls() == [QUrl(URL)]


def test_a_socket_is_dragged_as_text_alone(label):
    label.set_address("r3.harbor.example:23447")
    assert label.mime_data().text() == "r3.harbor.example:23447"
    assert not label.mime_data().hasUrls()


def test_a_drag_begins_after_a_few_pixels(label, qtbot, monkeypatch):
    started = []
    monkeypatch.setattr(label, "start_drag", lambda: started.append(True))
    qtbot.mousePress(label, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.mouseMove(label, QPoint(6, 5))
    assert not started
    qtbot.mouseMove(label, QPoint(60, 5))
    assert started == [True]


def test_screen_readers_get_the_whole_address(label):
    assert label.accessibleName() == URL
    assert not label.grab().isNull()


def test_an_address_stands_at_the_right_where_layouts_are_mirrored(label):
    label.resize(400, 40)
    assert inked(label, range(20))
    assert not inked(label, range(380, 400))
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert inked(label, range(380, 400))
    assert not inked(label, range(20))


def inked(label, columns):
    picture = label.grab().toImage()
    ground = picture.pixel(200, 39)
    return any(picture.pixel(x, y) != ground for x in columns for y in range(20))
