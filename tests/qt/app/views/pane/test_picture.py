from app.views.pane.picture import Picture


def test_another_picture_looks_different(qtbot):
    picture = Picture("clock", "text2", 16)
    qtbot.addWidget(picture)
    before = picture.grab().toImage()
    picture.set_picture("warning", "error")
    assert picture.grab().toImage() != before
    assert picture.size() == picture.sizeHint()
