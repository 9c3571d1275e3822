from app.contract import events
from app.contract.events import Done, Failed
from app.contract.lines import decode_event, encode


def test_answers_name_their_command():
    assert decode_event(b'{"event":"done","id":3}') == Done(3, "", True)
    assert decode_event(encode(Failed(4, "No."))) == Failed(4, "No.")


def test_every_event_says_what_it_is_for():
    for each in vars(events).values():
        if isinstance(each, type) and issubclass(each, events.Event):
            assert each.__doc__
