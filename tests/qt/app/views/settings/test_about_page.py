"""What Porthole is made of."""

import importlib.metadata
import re

from app.views.settings.about_page import COMPONENTS, LICENCE, AboutPage, installed_version
from app.views.widgets.label import Label


def test_version_and_licences_are_told(qtbot):
    page = AboutPage()
    qtbot.addWidget(page)
    texts = [each.text() for each in page.findChildren(Label)]
    assert f"Version {importlib.metadata.version('porthole')}" in texts
    assert f"Licence {LICENCE}" in texts
    assert importlib.metadata.version("PySide6-Essentials") in texts


def test_the_licence_is_the_projects_own():
    assert importlib.metadata.metadata("porthole")["License-Expression"] == LICENCE


def test_every_library_of_the_window_is_named():
    named = {name.lower() for name, _ in COMPONENTS}
    needed = {
        re.match(r"[\w-]+", requirement)[0].lower()
        for requirement in importlib.metadata.requires("porthole")
        if "extra" not in requirement or 'extra == "desktop"' in requirement
    }
    assert needed - named <= {"qasync"}


def test_what_is_not_installed_has_no_version():
    assert installed_version("no-such-package") == ""
