import json

from relay_server.store import Usage
from relay_server.usage_report import as_json, as_table

USAGE = (
    Usage("device:d1", "label1", 10, 2000, 3, 1000.0, 2000.0),
    Usage("token:t1", "label2", 5_000_000_000, 0, 40, 1000.0, 3000.0),
)


def test_each_address_is_one_json_object():
    first, second = map(json.loads, as_json(USAGE).splitlines())
    assert first == {
        "owner": "device:d1",
        "label": "label1",
        "in_bytes": 10,
        "out_bytes": 2000,
        "connections": 3,
        "began_at": 1000.0,
        "ended_at": 2000.0,
    }
    assert second["in_bytes"] == 5_000_000_000


def test_table_has_a_line_for_each_address_and_their_sum():
    head, first, second, total = as_table(USAGE).splitlines()
    assert head.split() == ["owner", "address", "in", "out", "connections", "last"]
    assert first.split()[:7] == ["device:d1", "label1", "10", "B", "2.00", "kB", "3"]
    assert second.split()[:7] == ["token:t1", "label2", "5.00", "GB", "0", "B", "40"]
    assert total.split() == ["all", "5.00", "GB", "2.00", "kB", "43"]


def test_numbers_stand_below_one_another():
    head, first, *_ = as_table(USAGE).splitlines()
    assert head.index("out") + 3 == first.index("kB") + 2
