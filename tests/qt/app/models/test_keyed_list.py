import random
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from app.models.keyed_list import MAX_STEPS, KeyedListModel, stretches


class Item(NamedTuple):
    key: str
    text: str = ""


class Items(KeyedListModel[Item]):
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return self.entries[index.row()].text if index.isValid() and role == 0 else None


def items(keys):
    return [Item(key, key.upper()) for key in keys]


@pytest.fixture
def model(qapp):
    return Items(items("abcd"))


@pytest.mark.parametrize("keys", ["", "a", "dcba", "xaybzcd", "bd", "dxb", "zyxw", "acbd", "abcd"])
def test_model_becomes_anything_by_the_rules(model, qtmodeltester, keys):
    qtmodeltester.check(model)
    model.become(items(keys))
    assert [item.key for item in model.entries] == list(keys)
    qtmodeltester.check(model)


@pytest.mark.parametrize("keys", ["d", "dcba", "xxdyy", "zd"])
def test_index_follows_its_entry(model, keys):
    index = QPersistentModelIndex(model.index(3))
    model.become(items(dict.fromkeys(keys)))
    assert index.data() == "D"


def test_index_of_an_entry_that_left_is_invalid(model):
    index = QPersistentModelIndex(model.index(3))
    model.become(items("abc"))
    assert not index.isValid()


def test_only_changed_rows_are_told(model, qtbot):
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.become([Item("a", "A"), Item("b", "new"), Item("c", "new"), Item("d", "D")])
    assert told == [(1, 2)]


def test_rows_are_right_and_indexes_follow_after_any_change(qapp):
    chance = random.Random(1)
    model = Items(items("abcdefgh"))
    for _ in range(300):
        before = {
            item.key: QPersistentModelIndex(model.index(n)) for n, item in enumerate(model.entries)
        }
        keys = chance.sample("abcdefghij", chance.randrange(11))
        wanted = [Item(key, chance.choice("xy")) for key in keys]
        if chance.random() < 0.7:  # most changes are small
            wanted = [*model.entries[:3], *(w for w in wanted if w not in model.entries[:3])]
        model.become(wanted)
        assert list(model.entries) == list({each.key: each for each in wanted}.values())
        for key, index in before.items():
            assert index.row() == model.row_of(key)


def test_very_many_changes_are_told_at_once(qtbot, qapp):
    model = Items(Item(str(n)) for n in range(2 * MAX_STEPS + 10))
    with qtbot.waitSignal(model.modelReset):
        model.become(model.entries[::2])


def test_entry_told_twice_is_one_row(qapp):
    assert Items([Item("a", "1"), Item("a", "2")]).entries == [Item("a", "2")]


def test_row_is_found_by_its_key(model):
    assert (model.row_of("c"), model.row_of("x")) == (2, -1)


def test_numbers_in_a_row_are_one_stretch():
    assert list(stretches([1, 2, 3, 5, 7, 8])) == [(1, 3), (5, 5), (7, 8)]
    assert list(stretches([])) == []
