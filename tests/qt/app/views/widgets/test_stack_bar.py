from app.views.theme import theme
from app.views.widgets.stack_bar import StackBar


def test_parts_are_seen_in_their_colours(shown, colours):
    bar = StackBar("Parts")
    bar.resize(200, bar.height())
    bar.set_parts([(3.0, "c1"), (1.0, "c2"), (0.0, "c3")], "GPU 3, memory 1")
    seen = colours(shown(bar))
    assert {theme().color("c1").name(), theme().color("c2").name()} <= seen
    assert theme().color("c3").name() not in seen
    assert bar.accessibleDescription() == "GPU 3, memory 1"


def test_bar_without_parts_is_empty(shown, colours):
    bar = StackBar("Parts")
    bar.set_parts([], "nothing")
    assert theme().color("border").name() in colours(shown(bar))


def test_bar_grows_with_the_text_size(qapp):
    bar = StackBar("Parts")
    before = bar.height()
    theme().apply(qapp, "light", 150)
    assert bar.height() == round(before * 1.5)
