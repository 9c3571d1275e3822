from relay_link.messages import MAX_TURNED_AWAY, TurnedAway
from relay_server.turned_away import TELL_SECONDS, TurnedAwayList

NOW = 1000.0


def test_visitor_that_was_kept_out_is_told_once():
    found = TurnedAwayList()
    found.add(1, ("192.0.2.9", 4711))
    assert found.take(NOW) == TurnedAway(((1, "192.0.2.9", 4711),))
    assert found.take(NOW + TELL_SECONDS) is None


def test_nobody_kept_out_makes_no_message():
    assert TurnedAwayList().take(NOW) is None


def test_flood_makes_one_short_message_a_second():
    found = TurnedAwayList()
    told = []
    for step in range(1000):
        found.add(1, (f"192.0.2.{step}", step))
        message = found.take(NOW + step * TELL_SECONDS / 100)
        if message is not None:
            told.append(len(message.visitors))
    assert len(told) == 10
    assert max(told) == MAX_TURNED_AWAY


def test_of_one_address_the_latest_is_told_for_each_tunnel():
    found = TurnedAwayList()
    for port in range(100):
        found.add(1, ("192.0.2.9", port))
        found.add(2, ("192.0.2.9", port))
    assert found.take(NOW) == TurnedAway(((1, "192.0.2.9", 99), (2, "192.0.2.9", 99)))


def test_who_has_waited_in_vain_is_told_apart_from_who_was_kept_out():
    found = TurnedAwayList()
    found.add(1, ("192.0.2.9", 1))
    found.add(1, ("192.0.2.9", 2), is_late=True)
    assert found.take(NOW) == TurnedAway(((1, "192.0.2.9", 1),), ((1, "192.0.2.9", 2),))


def test_message_is_no_longer_with_both_kinds():
    found = TurnedAwayList()
    for step in range(100):
        found.add(1, (f"192.0.2.{step}", step), is_late=bool(step % 2))
    message = found.take(NOW)
    assert len(message.visitors) + len(message.late) == MAX_TURNED_AWAY
