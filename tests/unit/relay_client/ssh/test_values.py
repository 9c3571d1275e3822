from app.contract.values import QuestionKind, SourceState
from relay_client.ssh.values import HostState, PromptKind, Reply


def test_window_knows_all_states_and_questions():
    assert {SourceState(state.value) for state in HostState}
    assert {QuestionKind(kind.value) for kind in PromptKind}


def test_secret_is_not_shown():
    assert "secret" not in repr(Reply("secret"))
