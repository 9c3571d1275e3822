import subprocess
import sys

import pytest
from PySide6.QtCore import QLocale

from app.translations import languages

SCRIPT = """
import sys
from PySide6.QtCore import QCoreApplication, QLocale
from app.translations import install_translations
app = QCoreApplication([])
install_translations(app, QLocale(sys.argv[1]))
translate = QCoreApplication.translate
direction = translate("QGuiApplication", "QT_LAYOUT_DIRECTION")
assert direction in ("LTR", "QT_LAYOUT_DIRECTION"), direction
print(translate("TrayMenu", "Open Porthole"), translate("QPlatformTheme", "Cancel"), sep="|")
"""


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("de_DE", ["Porthole öffnen", "Abbrechen"]),
        ("de_AT", ["Porthole öffnen", "Abbrechen"]),
        ("en_GB", ["Open Porthole", "Cancel"]),
        ("C", ["Open Porthole", "Cancel"]),
        ("en_001", ["Open Porthole", "Cancel"]),
        ("ar_EG", ["Open Porthole", "Cancel"]),  # Qt has Arabic: words of both would be mixed.
    ],
)
def test_texts_are_in_the_users_language(locale, texts):
    command = [sys.executable, "-X", "utf8", "-c", SCRIPT, locale]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert shown.stdout.strip().split("|") == texts


def test_there_is_a_choice_of_languages():
    names = [QLocale(each).nativeLanguageName() for each in languages()]
    assert names[0] == "English"
    assert "Deutsch" in names
