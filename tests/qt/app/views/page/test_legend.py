from app.views.page.legend import Legend
from app.views.theme import theme
from app.views.widgets.label import Label


def test_colour_stands_beside_its_name(qtbot):
    legend = Legend("c1", "GPU")
    qtbot.addWidget(legend)
    image = legend.grab().toImage()
    seen = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert theme().color("c1").name() in seen
    assert legend.findChild(Label).text() == "GPU"
