from relay_client.confirming import Confirmation
from relay_link.frames import FrameReader, Ready, decode_ready

VISITOR = 7


class Channel:
    def __init__(self):
        self.told = []

    def send(self, frames):
        found = FrameReader().feed(memoryview(frames))
        self.told += [decode_ready(frame.payload) for frame in found]


class Exchange:
    """What a confirmation asks of an exchange."""

    def __init__(self):
        self.channel = Channel()
        self.visitor = VISITOR
        self.delivered_to_near_bytes = 0
        self.near_gave_up = False


def begun():
    confirmation = Confirmation()
    exchange = confirmation.exchange = Exchange()
    assert ready(confirmation.begin()) == Ready(VISITOR, 0, False)
    return confirmation, exchange


def ready(frames):
    [frame] = FrameReader().feed(memoryview(frames))
    return decode_ready(frame.payload)


def test_each_change_is_told_once():
    confirmation, exchange = begun()
    assert confirmation.news() == b""
    exchange.delivered_to_near_bytes = 100
    assert ready(confirmation.news()) == Ready(VISITOR, 100, False)
    assert confirmation.news() == b""


def test_idle_connection_sends_nothing():
    confirmation, exchange = begun()
    assert confirmation.report() is None
    confirmation.settle()
    assert exchange.channel.told == []


def test_target_that_takes_no_more_is_told_even_if_the_count_is_the_same():
    confirmation, exchange = begun()
    exchange.near_gave_up = True
    confirmation.settle()
    assert exchange.channel.told == [Ready(VISITOR, 0, True)]


def test_nothing_is_told_of_a_target_that_never_answered():
    confirmation = Confirmation()
    confirmation.exchange = Exchange()
    confirmation.exchange.near_gave_up = True
    assert confirmation.news() == b""


def test_control_channel_is_told_of_each_change_once():
    confirmation, exchange = begun()
    assert confirmation.report() is None
    exchange.delivered_to_near_bytes = 100
    assert confirmation.report() == (VISITOR, 100)
    assert confirmation.report() is None


def test_what_the_control_channel_has_said_is_said_again_with_the_end():
    confirmation, exchange = begun()
    exchange.delivered_to_near_bytes = 100
    confirmation.report()
    assert ready(confirmation.news()) == Ready(VISITOR, 100, False)


def test_next_control_channel_is_told_again():
    confirmation, exchange = begun()
    exchange.delivered_to_near_bytes = 100
    confirmation.report()
    confirmation.forget_reports()
    assert confirmation.report() == (VISITOR, 100)
