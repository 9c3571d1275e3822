"""Texts in the user's language, where there is a translation."""

import importlib.resources

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

NAME = "porthole"
"""The translation into German is resources/translations/porthole_de.qm, and so on."""


def install_translations(app: QCoreApplication, locale: QLocale | None = None) -> None:
    """Show texts, ours and those of Qt itself, in the language of `locale`, else the system's."""
    locale = locale or QLocale.system()
    folder = importlib.resources.files("resources").joinpath("translations")
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, place in (("qtbase", of_qt), (NAME, str(folder))):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", place):
            app.installTranslator(translator)
