"""The list of ports and tunnels, for the mouse and for the keyboard."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QWidget

from app.models.arrangement import Section
from app.models.ports import Clock, PortRow, Role, RowKind
from app.models.sections import AGEING, SectionModel
from app.views.ports.finding import next_match
from app.views.ports.port_delegate import PortDelegate, mirrored
from app.views.ports.row_actions import RowActions
from app.views.ports.row_geometry import Hit, has_little_room, row_size
from app.views.ports.row_menu import row_menu
from app.views.ports.row_view import RowView
from app.views.theme import theme
from app.views.widgets.buttons import COPIED_MS
from app.views.widgets.viewport import own_viewport

Index = QModelIndex | QPersistentModelIndex
Cursor = QAbstractItemView.CursorAction
Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
NoModifier = Qt.KeyboardModifier.NoModifier

TICK_MS = 1000
_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_UPWARDS = {Cursor.MoveUp, Cursor.MovePageUp, Cursor.MovePrevious, Cursor.MoveHome}


class PortList(RowView):
    """Rows that can be chosen; their parts act when clicked, and every act has its key.

    Signals:
        current_changed: the PortRow that is chosen now, None if none is.
        filter_requested: text was typed that should go to the filter.

    Attributes:
        wanted_key: of the row chosen last; it is chosen again when it comes back.
    """

    current_changed = Signal(object)
    filter_requested = Signal()

    def __init__(
        self,
        model: SectionModel,
        actions: RowActions,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        """Show `model`; what is asked of its rows goes to `actions`."""
        super().__init__(parent)
        own_viewport(self)
        self._sections = model
        self._actions = actions
        self._delegate = PortDelegate(clock, self)
        self._is_narrow = False
        self.wanted_key = ""
        self._pressed: tuple[Hit, str] | None = None
        self._typed = ""
        self._typing = QTimer(self, singleShot=True)
        self._typing.timeout.connect(self._forget_typed)
        self._copied = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._copied.timeout.connect(self._forget_copied)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.tick)
        self._prepare()
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        model.became.connect(self._keep_current)
        actions.copied.connect(self._show_copied)
        theme().changed.connect(self._restyle)

    @property
    def current_row(self) -> PortRow | None:
        """The row that is chosen."""
        row = self.currentIndex().data(Role.ROW) if self.currentIndex().isValid() else None
        return row if isinstance(row, PortRow) else None

    def choose(self, key: str) -> bool:
        """Choose the row with that key; returns whether there is one."""
        number = self._sections.row_of(key)
        if number < 0:
            return False
        self.setCurrentIndex(self._sections.index(number))
        self.scrollTo(self.currentIndex())
        return True

    def choose_first(self) -> None:
        """Choose the first row that can be, unless one is chosen."""
        index = self.currentIndex() if self.current_row is not None else self._next(0, 1)
        # Qt makes a row the current one when the keyboard comes, and does not select it.
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)

    def tick(self) -> None:
        """Let the rows in sight grow a second older."""
        first = self.indexAt(QPoint(1, 1)).row()
        last = self.indexAt(QPoint(1, self.viewport().height() - 1)).row()
        self._sections.tick(max(first, 0), last if last >= 0 else self._sections.rowCount() - 1)

    def row_heights(self) -> Iterable[int]:
        """Return the height of each row, in px."""
        heights = self._heights()
        return [heights[entry.kind] for entry in self._sections.entries]

    # What Qt calls.

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Let rows age while they can be seen."""
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QEvent) -> None:  # noqa: N802
        """Save the work of ageing rows that nobody sees."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self._tick.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Have rows of another height where there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def dataChanged(  # noqa: N802
        self, first: Index, last: Index, roles: Sequence[int] = ()
    ) -> None:
        """Repaint rows; those that only grow older keep their places."""
        if list(roles) == AGEING:
            top, bottom = self.visualRect(first), self.visualRect(last)
            self.viewport().update(top.united(bottom))
            return
        if self._is_higher(first.row(), last.row()):
            self.forget_heights()
        # QListView would lay all rows out anew.
        QAbstractItemView.dataChanged(self, first, last, roles)

    def rowsAboutToBeRemoved(self, parent: Index, first: int, last: int) -> None:  # noqa: N802
        """Choose nothing when the chosen row leaves: a neighbour is not what was meant."""
        if first <= self.currentIndex().row() <= last:
            self.setCurrentIndex(QModelIndex())
        super().rowsAboutToBeRemoved(parent, first, last)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell which row is chosen."""
        super().currentChanged(current, previous)
        row = self.current_row
        self.wanted_key = row.key if row is not None else self.wanted_key
        self.current_changed.emit(row)

    def moveCursor(  # noqa: N802
        self, action: Cursor, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Move to where the key leads, and on over headings."""
        step = -1 if action in _UPWARDS else 1
        match action:
            case Cursor.MoveHome:
                return self._next(0, 1)
            case Cursor.MoveEnd:
                return self._next(self._sections.rowCount() - 1, -1)
            case Cursor.MoveUp | Cursor.MoveDown if self.currentIndex().isValid():
                wanted = self.currentIndex().row() + step
            case _:
                wanted = super().moveCursor(action, modifiers).row()
        index = self._next(wanted, step)
        return index if index.isValid() else self._next(wanted, -step)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Choose the next row whose port or program begins with what is typed."""
        self._typed += search
        self._typing.start(QApplication.keyboardInputInterval())
        number = next_match(self._sections.entries, self._typed, self.currentIndex().row())
        if number is not None:
            self.setCurrentIndex(self._sections.index(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do what the row's menu says that the key does."""
        self._show_focus(True)
        if event.text() == "/" and not self._typed:
            self.filter_requested.emit()
        elif not self._act_on_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Choose a row, and show a ring around it if the keyboard led here."""
        super().focusInEvent(event)
        self._show_focus(event.reason() in _BY_KEYBOARD)
        if event.reason() in _BY_KEYBOARD:
            self.choose_first()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose a row without a ring."""
        self._show_focus(False)
        self._pressed = self._part_at(event)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Act when a part of a row is let go that was pressed."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._part_at(event):
            self._act(*pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show a hand above what acts."""
        super().mouseMoveEvent(event)
        is_active = self._hit_at(event.position().toPoint()) is not None
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand if is_active else arrow)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show the page of a tunnel."""
        position = event.position().toPoint()
        row = self.indexAt(position).data(Role.ROW) if self.indexAt(position).isValid() else None
        if isinstance(row, PortRow) and row.tunnel is not None and self._hit_at(position) is None:
            self._actions.activate(row)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Show what can be done with a row."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        row = index.data(Role.ROW) if index.isValid() else None
        if not isinstance(row, PortRow):
            return
        if is_key:
            self._open_menu(row)
        else:
            row_menu(row, self._actions, self).popup(event.globalPos())

    def _open_menu(self, row: PortRow) -> None:
        """Show what can be done with the row that is chosen."""
        middle = self.visualRect(self.currentIndex()).center()
        row_menu(row, self._actions, self).popup(self.viewport().mapToGlobal(middle))

    def _prepare(self) -> None:
        self.setObjectName("ports")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Ports and tunnels"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.verticalScrollBar().setSingleStep(theme().px(24))

    def _act_on_key(self, event: QKeyEvent) -> bool:
        """Carry out what a key means; returns whether it means anything here."""
        row = self.current_row
        hidden = self.currentIndex().data(Role.KIND) == RowKind.HIDDEN
        keys = (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Key(event.key()))
        if hidden and keys in {(NoModifier, Key.Key_Return), (NoModifier, Key.Key_Enter)}:
            self._act(Hit.TOGGLE_HIDDEN, "")
            return True
        if row is None:
            return False
        act = {
            (NoModifier, Key.Key_Return): self._actions.activate,
            (NoModifier, Key.Key_Enter): self._actions.activate,
            (Shift, Key.Key_Return): self._actions.open_options,
            (Shift, Key.Key_Enter): self._actions.open_options,
            (NoModifier, Key.Key_Delete): self._actions.close,
            (Control, Key.Key_Backspace): self._actions.close,
            (Control, Key.Key_C): self._actions.copy,
            (Control | Shift, Key.Key_C): self._actions.copy_socket,
            (Control, Key.Key_O): self._actions.open_in_browser,
            (Control, Key.Key_R): self._actions.show_qr,
            (Control, Key.Key_P): self._actions.pause_or_resume,
            (Shift, Key.Key_F10): self._open_menu,  # which not every platform means by itself
        }.get(keys)
        if act is not None:
            act(row)
        return act is not None

    def _act(self, hit: Hit, key: str) -> None:
        number = self._sections.row_of(key)
        entry = self._sections.entries[number] if number >= 0 else None
        match hit, entry:
            case Hit.TOGGLE_HIDDEN, _:
                self._sections.set_system_shown(not self._sections.is_system_shown)
            case Hit.REMEDY, Section():
                self._actions.help_source(entry.source, entry.remedy)
            case Hit.EXPOSE, PortRow():
                self._actions.expose(entry)
            case Hit.OPTIONS, PortRow():
                self._actions.open_options(entry)
            case Hit.COPY, PortRow():
                self._actions.copy(entry)

    def _is_higher(self, first: int, last: int) -> bool:
        """Tell whether rows that have changed are not as high as before."""
        heights = self._heights()
        return any(
            self.visualRect(self._sections.index(number)).height()
            != heights[self._sections.entries[number].kind]
            for number in range(first, last + 1)
        )

    def _heights(self) -> dict[RowKind, int]:
        return {kind: row_size(kind, self._is_narrow).height() for kind in RowKind}

    def _part_at(self, event: QMouseEvent) -> tuple[Hit, str] | None:
        """Return what the left button means where the mouse is, and the key of the row there."""
        position = event.position().toPoint()
        hit = self._hit_at(position)
        if hit is None or event.button() is not Qt.MouseButton.LeftButton:
            return None
        return hit, self.indexAt(position).data(Role.KEY)

    def _hit_at(self, position: QPoint) -> Hit | None:
        index = self.indexAt(position)
        if not index.isValid():
            return None
        rect: QRect = self.visualRect(index)
        place = mirrored(position, rect, self.layoutDirection())
        return self._delegate.hit_at(rect, index, place)

    def _next(self, number: int, step: int) -> QModelIndex:
        """Return the first row from `number` on that can be chosen."""
        while 0 <= number < self._sections.rowCount():
            index = self._sections.index(number)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                return index
            number += step
        return QModelIndex()

    def _keep_current(self) -> None:
        """Choose the same row again when it is back, or the list was told as a whole.

        Choose the first one when the first ones come.
        """
        if self.currentIndex().isValid():
            return
        if self.wanted_key:
            self.choose(self.wanted_key)
        else:
            self.choose_first()

    @Slot()
    def _restyle(self) -> None:
        self._arrange()
        self.forget_heights()

    def _arrange(self) -> None:
        is_narrow = has_little_room(self.viewport().width())
        if self._is_narrow != is_narrow:
            self._is_narrow = is_narrow
            self.forget_heights()

    def _show_focus(self, is_shown: bool) -> None:
        if self._delegate.is_focus_shown != is_shown:
            self._delegate.is_focus_shown = is_shown
            self.viewport().update()

    def _show_copied(self, key: str) -> None:
        self._delegate.copied_key = key
        self._copied.start()
        self.viewport().update()

    def _forget_copied(self) -> None:
        self._delegate.copied_key = ""
        self.viewport().update()

    def _forget_typed(self) -> None:
        self._typed = ""
