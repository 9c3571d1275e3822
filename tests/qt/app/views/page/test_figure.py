from app.views.page.figure import Figure


def test_a_figure_is_read_with_its_name(qtbot):
    figure = Figure("In now", "arrow-down", "chart_in")
    qtbot.addWidget(figure)
    figure.set_value("12.4 kB/s")
    assert figure.value == "12.4 kB/s"
    assert figure.accessibleName() == "In now 12.4 kB/s"


def test_what_is_not_known_is_read_as_such(qtbot):
    figure = Figure("In total")
    qtbot.addWidget(figure)
    figure.set_value("–")
    assert figure.accessibleName() == "In total unknown"
