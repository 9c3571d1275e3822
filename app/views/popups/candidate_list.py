"""The list of a quick pick: one line a port."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
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
from app.views.theme import theme
from app.views.widgets.tag_label import TAG_HEIGHT, paint_tag, tag_width
from app.views.widgets.viewport import own_viewport

ROW_PX = 40
_PORT_X, _TEXT_X, _RIGHT, _GAP = 14, 78, 12, 8
_BAR_PX = 3

AnyIndex = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


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
        model = index.model()
        assert isinstance(model, CandidateModel)
        candidate = model.candidates[index.row()]
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the columns are
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        right = rect.right() - theme().px(_RIGHT)
        if is_selected:
            right = self._paint_selection(painter, rect, right)
        number = rect.adjusted(theme().px(_PORT_X), 0, 0, 0)
        painter.setPen(theme().color("text"))
        painter.setFont(theme().font(14, 500, True))
        painter.drawText(number, _MIDDLE, str(candidate.port.port))
        self._paint_texts(painter, rect, right, candidate, model.texts(candidate))
        painter.restore()

    def _paint_selection(self, painter: QPainter, rect: QRectF, right: float) -> float:
        """Paint the background and the key; return where the texts must end."""
        px = theme().px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("sel"))
        painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), px(6), px(6))
        painter.fillRect(
            QRectF(rect.left(), rect.top() + px(8), px(_BAR_PX), rect.height() - px(16)),
            theme().color("accent"),
        )
        key = self.tr("Enter")
        font = theme().font(12, 600)
        width = QFontMetrics(font).horizontalAdvance(key)
        painter.setFont(font)
        painter.setPen(theme().color("accent"))
        painter.drawText(QRectF(right - width, rect.top(), width + 1, rect.height()), _MIDDLE, key)
        return right - width - px(_GAP)

    def _paint_texts(
        self,
        painter: QPainter,
        rect: QRectF,
        right: float,
        candidate: Candidate,
        texts: tuple[str, str],
    ) -> None:
        px = theme().px
        x = rect.left() + px(_TEXT_X)
        protocol = plain_text(candidate.port.protocol)
        room = right - x - (tag_width(protocol) + px(_GAP) if protocol else 0)
        x += self._paint_text(painter, QPointF(x, rect.top()), room, rect.height(), 600, texts[0])
        if protocol:
            height = px(TAG_HEIGHT)
            top = rect.top() + (rect.height() - height) / 2
            width = tag_width(protocol)
            paint_tag(painter, QRectF(x, round(top), width, height), protocol)
            x += width + px(_GAP)
        self._paint_text(painter, QPointF(x, rect.top()), right - x, rect.height(), 400, texts[1])

    def _paint_text(
        self, painter: QPainter, at: QPointF, room: float, height: float, weight: int, text: str
    ) -> float:
        """Paint one text, shortened if it must be; return how far the next one is away."""
        font = theme().font(13 if weight > 400 else 12, weight)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(0, int(room)))
        painter.setFont(font)
        painter.setPen(theme().color("text" if weight > 400 else "text2"))
        painter.drawText(QRectF(at.x(), at.y(), max(0.0, room) + 1, height), _MIDDLE, shown)
        return metrics.horizontalAdvance(shown) + theme().px(_GAP)


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
