"""The list of a quick pick: one line a port."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.models.row_words import program_text
from app.plain_text import plain_text
from app.views.popups.candidates import Candidate
from app.views.ports.row_painter import ELIDE, RowPainter, text_width
from app.views.theme import theme
from app.views.widgets.tag_label import TAG_HEIGHT, paint_tag, tag_width
from app.views.widgets.viewport import own_viewport

ROW_PX = 40
_PORT_X, _TEXT_X, _RIGHT, _GAP = 14, 78, 12, 8
_BAR_PX = 3

AnyIndex = QModelIndex | QPersistentModelIndex


class CandidateModel(QAbstractListModel):
    """Candidates, best first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.candidates: tuple[Candidate, ...] = ()

    def set_candidates(self, candidates: tuple[Candidate, ...]) -> None:
        """Offer others."""
        if candidates != self.candidates:
            self.beginResetModel()
            self.candidates = candidates
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.candidates)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a candidate in words."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        candidate = self.candidates[index.row()]
        title, detail = self.texts(candidate)
        return ", ".join(each for each in (title, str(candidate.port.port), detail) if each)

    def texts(self, candidate: Candidate) -> tuple[str, str]:
        """Return what is written in bold, and what stands behind it."""
        port = candidate.port
        if not candidate.listens:
            return (
                self.tr("Port {port} on this computer").format(port=port.port),
                self.tr("nothing listens yet, Porthole will wait for it"),
            )
        name = program_text(plain_text(port.program))
        if candidate.is_exposed:
            return name, self.tr("exposed already")
        return name, plain_text(port.folder)


class CandidateDelegate(QStyledItemDelegate):
    """Paints a line: number, program, protocol, folder."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802
        """Return the height of a line."""
        return QSize(theme().px(200), theme().px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one line."""
        px = theme().px
        model = index.model()
        assert isinstance(model, CandidateModel)
        candidate = model.candidates[index.row()]
        rect: QRect = option.rect
        painter.save()
        at = RowPainter(painter, rect, option.direction)
        room = rect.adjusted(px(_PORT_X), 0, -px(_RIGHT), 0)
        if option.state & QStyle.StateFlag.State_Selected:
            room.setRight(self._paint_selection(at, room) - px(_GAP))
        at.text(room, str(candidate.port.port), 14, 500, "text", mono=True)
        room.setLeft(rect.left() + px(_TEXT_X))
        self._paint_texts(at, room, candidate, model.texts(candidate))
        painter.restore()

    def _paint_selection(self, at: RowPainter, room: QRect) -> int:
        """Paint the background and the key; return where the key begins."""
        px = theme().px
        at.frame(at.row.adjusted(0, 1, 0, -1), theme().color("sel"), None)
        at.bar(QRect(at.row.left(), at.row.top() + px(8), px(_BAR_PX), 0), px(8))
        key = self.tr("Enter")
        at.text(room, key, 12, 600, "accent", at_end=True)
        return room.right() - text_width(key, 12, 600)

    def _paint_texts(
        self, at: RowPainter, room: QRect, candidate: Candidate, texts: tuple[str, str]
    ) -> None:
        """Paint name and tag, and what stands behind them."""
        gap = theme().px(_GAP)
        name, detail = texts
        protocol = plain_text(candidate.port.protocol)
        tag = tag_width(protocol) + gap if protocol else 0
        for_name = QRect(room)
        for_name.setWidth(max(0, room.width() - tag))
        used = at.text(for_name, name, 13, 600, "text", elide=ELIDE.ElideMiddle) + gap
        room.setLeft(room.left() + used)
        if protocol:
            height = theme().px(TAG_HEIGHT)
            top = room.top() + (room.height() - height) // 2
            place = at.place(QRect(room.left(), top, tag - gap, height))
            paint_tag(at.painter, QRectF(place), protocol)
            room.setLeft(room.left() + tag)
        at.text(room, detail, color="text3", elide=ELIDE.ElideMiddle)


class CandidateList(QListView):
    """A list that the field above it moves in; it has no keyboard of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(CandidateDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        own_viewport(self).setAutoFillBackground(False)

    def move_by(self, rows: int) -> None:
        """Select another row."""
        count = self.model().rowCount()
        if count:
            row = min(max(self.currentIndex().row() + rows, 0), count - 1)
            self.setCurrentIndex(self.model().index(row, 0))
