import dataclasses
import typing

import pytest

from relay_client import events
from relay_client.tunnel import Tunnel

SAMPLES = (
    events.Reconnecting("the relay does not answer", 1),
    events.Reopened("0", Tunnel("abcd.localhost", 443)),
    events.VisitorCame("0", "192.0.2.9", 4711, None),
    events.TargetFailed("0", "Connection refused"),
    events.TunnelLost("0", "No TCP port is free."),
    events.SessionEnded("The relay does not know this device."),
)


def test_watchers_can_tell_all_events_apart():
    assert {type(each) for each in SAMPLES} == set(typing.get_args(events.Event))


@pytest.mark.parametrize("event", SAMPLES, ids=lambda each: type(each).__name__)
def test_event_can_be_handed_to_other_threads(event):
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(event, dataclasses.fields(event)[0].name, "another")
    assert event == dataclasses.replace(event)
