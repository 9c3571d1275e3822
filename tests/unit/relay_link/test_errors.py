import pickle

from relay_link.errors import ProtocolError


def test_protocol_error_says_what_was_wrong():
    error = ProtocolError("frame of unknown kind 77")
    assert str(error) == "frame of unknown kind 77"
    assert error.problem == "frame of unknown kind 77"


def test_protocol_error_survives_pickling():
    copy = pickle.loads(pickle.dumps(ProtocolError("a problem")))
    assert (type(copy), copy.problem) == (ProtocolError, "a problem")


def test_protocol_error_is_not_taken_for_a_broken_connection():
    assert not issubclass(ProtocolError, OSError)
