from relay_link.frames import Kind, decode_about, encode_about
from relay_link.outcome import TIMED_OUT, TUNNEL_CLOSED


def test_words_for_the_other_end_arrive_whole_and_differ():
    frames = {encode_about(Kind.RESET, 7, word) for word in (TIMED_OUT, TUNNEL_CLOSED, "")}
    reasons = {decode_about(frame[4:]) for frame in frames}
    assert reasons == {(7, TIMED_OUT), (7, TUNNEL_CLOSED), (7, "")}
