"""The one place where errors end that nobody has handled: each is logged, and told once."""

import faulthandler
import logging
import os
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

FAILED = 1
"""The exit code if there can be no window at all."""


class CrashReports(QObject):
    """Catches what slots, events and threads let through, from `install` on.

    Signals:
        happened: a sentence for the user; once for each place in the code.
    """

    happened = Signal(str)

    def __init__(self, log_path: Path, parent: QObject | None = None) -> None:
        """Name `log_path` to the user as the place for more."""
        super().__init__(parent)
        self._log_path = log_path
        self._told: set[tuple[str, int]] = set()

    def install(self) -> None:
        """Catch everything in this process from now on."""
        sys.excepthook = self.report
        threading.excepthook = self._report_of_thread
        qInstallMessageHandler(note_qt_message)
        faulthandler.enable(open(self._log_path, "a", encoding="utf-8"))  # noqa: SIM115  # for good

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log an error, and tell of it unless the same place has failed before."""
        if issubclass(kind, KeyboardInterrupt):
            return
        _log.error("unhandled", exc_info=(kind, error, trace))
        last = traceback.extract_tb(trace)[-1:]
        place = (last[0].filename, last[0].lineno or 0) if last else ("", 0)
        if place not in self._told:
            self._told.add(place)
            sentence = self.tr("Porthole made a mistake ({error}) and goes on. More is in {path}.")
            self.happened.emit(sentence.format(error=kind.__name__, path=self._log_path))

    def _report_of_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


def note_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Log a message of Qt. After a fatal one there is no window, only a sentence."""
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", text)
    if kind is QtMsgType.QtFatalMsg:
        first_line = text.strip().partition("\n")[0]
        print(
            f"porthole: There can be no window here: {first_line} "
            "The command line works: porthole --help",
            file=sys.stderr,
        )
        # Qt would abort the process, which looks like a crash.
        os._exit(FAILED)
