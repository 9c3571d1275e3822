"""The left edge of the window: what is listed, and which relay carries it."""

import time

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app.contract.commands import Check, Connect, Disconnect, RemoveSource
from app.contract.values import Source, SourceKind
from app.models.arrangement import CONNECTABLE, Remedy, Scope, remedy_of
from app.models.controller import Controller
from app.models.ports import Clock
from app.models.sources import SourceModel, SourceRole, SourceRow, SourceRowKind
from app.views.sidebar_delegate import SourceDelegate
from app.views.sidebar_parts import SidebarFooter, SidebarHeader
from app.views.theme import theme
from app.views.widgets.viewport import own_viewport

Index = QModelIndex | QPersistentModelIndex

WIDTH, RAIL_WIDTH = 200, 52
"""In px at a text size of 100 %, without the hairline."""


class SourceList(QListView):
    """The rows of a `SourceModel`.

    Signals:
        scope_chosen: the Scope that the list of ports should show.
        add_requested: a source should be added.
        question_requested: the id of a source whose question is to be answered.
    """

    scope_chosen = Signal(object)
    add_requested = Signal()
    question_requested = Signal(str)

    def __init__(
        self, controller: Controller, model: SourceModel, parent: QWidget | None = None
    ) -> None:
        """Show `model`; what is asked of its rows goes to `controller`."""
        super().__init__(parent)
        viewport = own_viewport(self)
        self._controller = controller
        self._sources = model
        self.delegate = SourceDelegate(self)
        self.setObjectName("sources")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Sources"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        viewport.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # The sidebar fills the ground: a palette of the list's own would outlive a change of theme.
        viewport.setAutoFillBackground(False)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setCurrentIndex(model.index(0))
        model.modelReset.connect(self._choose_first)
        model.rowsRemoved.connect(self._choose_first)

    def choose_number(self, number: int) -> bool:
        """Choose the n-th row that can be, from 1; returns whether there is one."""
        rows = [
            index
            for index in map(self._sources.index, range(self._sources.rowCount()))
            if index.data(SourceRole.SCOPE) is not None
        ]
        if number > len(rows):
            return False
        self.setCurrentIndex(rows[number - 1])
        return True

    def choose_source(self, source_id: str) -> None:
        """Choose the row of a source."""
        number = self._sources.row_of(source_id)
        if number >= 0:
            self.setCurrentIndex(self._sources.index(number))

    def set_rail(self, is_rail: bool) -> None:
        """Show icons only."""
        self.delegate.is_rail = is_rail
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if is_rail else policy.ScrollBarAsNeeded
        )
        for number, row in enumerate(self._sources.entries):
            is_left_out = row.kind in {SourceRowKind.CHILD, SourceRowKind.CAPTION}
            self.setRowHidden(number, is_rail and is_left_out)
        self.scheduleDelayedItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell what is chosen."""
        super().currentChanged(current, previous)
        scope = current.data(SourceRole.SCOPE) if current.isValid() else None
        if isinstance(scope, Scope):
            self.scope_chosen.emit(scope)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Show a ring from the first key on; Enter does what helps a source."""
        self.delegate.is_focus_shown = True
        self.viewport().update()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._activate(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose a row without a ring; adding a source chooses nothing."""
        self.delegate.is_focus_shown = False
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self._is_adding(index):
            self.add_requested.emit()
            return
        super().mousePressEvent(event)
        if is_left and self._remedy(index) is Remedy.ANSWER:
            self._activate(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Connect to a host that is off."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._remedy(index) is Remedy.CONNECT:
            self._activate(index)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Show what can be done with a source."""
        index = self.indexAt(event.pos())
        position = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            position = self.viewport().mapToGlobal(self.visualRect(index).center())
        row = index.data(SourceRole.ROW) if index.isValid() else None
        if isinstance(row, SourceRow) and row.source is not None:
            self._show_menu(row.source, position)

    def _show_menu(self, source: Source, position: QPoint) -> None:
        menu = source_menu(source, self._controller, self)
        if not menu.isEmpty():
            menu.popup(position)

    def _activate(self, index: Index) -> None:
        """Do what Enter does: add a source, or what helps the one at `index`."""
        if self._is_adding(index):
            self.add_requested.emit()
            return
        match self._remedy(index):
            case Remedy.CONNECT:
                self._controller.ask(Connect, index.data(SourceRole.ROW).source.id)
            case Remedy.ANSWER:
                self.question_requested.emit(index.data(SourceRole.ROW).source.id)
            case Remedy.TRY_AGAIN:
                self._controller.ask(Check)

    def _remedy(self, index: Index) -> Remedy:
        row = index.data(SourceRole.ROW) if index.isValid() else None
        source = row.source if isinstance(row, SourceRow) else None
        return Remedy.NONE if source is None else remedy_of(source)

    def _is_adding(self, index: Index) -> bool:
        row = index.data(SourceRole.ROW) if index.isValid() else None
        return isinstance(row, SourceRow) and row.kind is SourceRowKind.ADD

    @Slot()
    def _choose_first(self, *_rows: object) -> None:
        """Show everything when what was chosen is gone."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._sources.index(0))


def source_menu(source: Source, controller: Controller, parent: QWidget) -> QMenu:
    """Return what can be done with a source; it deletes itself when it closes."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.setAccessibleName(QCoreApplication.translate("Sources", "Actions of the source"))
    if source.kind is not SourceKind.SSH:
        return menu
    if source.state in CONNECTABLE:
        connect = menu.addAction(QCoreApplication.translate("Sources", "Connect"))
        connect.triggered.connect(lambda: controller.ask(Connect, source.id))
    else:
        leave = menu.addAction(QCoreApplication.translate("Sources", "Disconnect"))
        leave.triggered.connect(lambda: controller.ask(Disconnect, source.id))
    if source.is_removable:
        remove = menu.addAction(QCoreApplication.translate("Sources", "Remove"))
        remove.triggered.connect(lambda: controller.ask(RemoveSource, source.id))
    return menu


class Sidebar(QWidget):
    """Header, sources, and the relay.

    Signals:
        scope_chosen: the Scope that the list of ports should show.
        add_requested: a source should be added.
        question_requested: the id of a source whose question is to be answered.
        settings_requested: the gear was pressed.

    Attributes:
        list: the sources.
    """

    scope_chosen = Signal(object)
    add_requested = Signal()
    question_requested = Signal(str)
    settings_requested = Signal()

    def __init__(
        self,
        controller: Controller,
        model: SourceModel,
        parent: QWidget | None = None,
        clock: Clock = time.time,
    ) -> None:
        """Show the sources of `model`, and the relay that `controller` uses, as of `clock`."""
        super().__init__(parent)
        self._is_rail = False
        self._header = SidebarHeader(self)
        self.list = SourceList(controller, model, self)
        self._footer = SidebarFooter(controller, self, clock)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, 0, 1, 0)  # The hairline.
        for part, stretch in ((self._header, 0), (self.list, 1), (self._footer, 0)):
            self._column.addWidget(part, stretch)
        self.list.scope_chosen.connect(self.scope_chosen)
        self.list.add_requested.connect(self.add_requested)
        self.list.question_requested.connect(self.question_requested)
        self._footer.settings_requested.connect(self.settings_requested)
        model.became.connect(self._restyle)
        self._restyle()
        theme().changed.connect(self._restyle)

    @property
    def is_rail(self) -> bool:
        """Whether it shows icons only."""
        return self._is_rail

    def set_rail(self, is_rail: bool) -> None:
        """Show icons only, or names and numbers, too."""
        if is_rail != self._is_rail:
            self._is_rail = is_rail
            self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Fill the ground, and draw the line beside the list."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("window"))
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge = 0 if is_mirrored else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), theme().color("border"))

    @Slot()
    def _restyle(self) -> None:
        self.list.set_rail(self._is_rail)
        self._header.set_rail(self._is_rail)
        self._footer.set_rail(self._is_rail)
        width = theme().px(RAIL_WIDTH if self._is_rail else WIDTH)
        self.setFixedWidth(width + 1)
