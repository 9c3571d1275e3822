from app.problems import FAILED, explain
from relay_client.errors import RemoteError


def test_sentence_begins_with_a_capital_and_ends_with_a_full_stop():
    assert explain(RemoteError("it is away")) == ("It is away.", FAILED)
