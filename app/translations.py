"""Texts in the user's language, where there is a translation."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from resources import FOLDER

NAME = "porthole"
"""The translation into German is resources/translations/porthole_de.qm, and so on."""
_ENGLISH = "en_001"
"""That of no country, whose name would stand in the language's."""


def languages() -> tuple[str, ...]:
    """Return the languages that there are, as `QLocale` knows them: English first."""
    files = (FOLDER / "translations").glob(f"{NAME}_*.qm")
    return _ENGLISH, *sorted(each.stem.removeprefix(f"{NAME}_") for each in files)


def install_translations(app: QCoreApplication, locale: QLocale | None = None) -> None:
    """Show texts, ours and those of Qt itself, in the language of `locale`, else the system's.

    Without a translation of ours both stay English, and layouts are not mirrored: Qt's translators
    say in which direction a language runs.
    """
    locale = locale or QLocale.system()
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, place in ((NAME, str(FOLDER / "translations")), ("qtbase", of_qt)):
        translator = QTranslator(app)
        if not translator.load(locale, name, "_", place):
            return
        app.installTranslator(translator)
