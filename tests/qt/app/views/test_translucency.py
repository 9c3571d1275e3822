"""Where there is X11, tests/desktop/test_popups.py asks it."""

from app.views.translucency import is_translucency_shown


def test_other_platforms_than_x11_can_do_it(qapp):
    assert is_translucency_shown()
