import pytest

from app.views.questions.fingerprint import Fingerprint
from app.views.theme import theme

TEXT = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"


@pytest.fixture
def fingerprint(qtbot, qapp):
    theme().apply(qapp, "light", 100)
    fingerprint = Fingerprint()
    qtbot.addWidget(fingerprint)
    fingerprint.set_text(TEXT)
    return fingerprint


@pytest.mark.parametrize("width", [1, 60, 200, 600])
def test_nothing_is_left_out_however_narrow_it_is(fingerprint, width):
    assert "".join(fingerprint.lines(width)) == TEXT
    height = fingerprint.heightForWidth(width)
    assert height == len(fingerprint.lines(width)) * fingerprint.heightForWidth(10_000)


def test_it_is_one_line_where_there_is_room(fingerprint):
    assert fingerprint.lines(600) == [TEXT]


def test_it_is_read_as_it_is_and_grows_with_the_text(fingerprint, qapp):
    assert fingerprint.accessibleName() == TEXT
    before = fingerprint.sizeHint().height()
    theme().apply(qapp, "light", 150)
    assert fingerprint.sizeHint().height() > before
    theme().apply(qapp, "light", 100)


def test_every_line_is_painted(fingerprint):
    def painted(width):
        fingerprint.resize(width, fingerprint.heightForWidth(width))
        image = fingerprint.grab().toImage()
        ground = image.pixelColor(image.width() - 1, image.height() - 1)
        bottom = range(image.height() - 12, image.height())
        return any(image.pixelColor(x, y) != ground for y in bottom for x in range(8))

    assert painted(600)
    assert painted(100)
