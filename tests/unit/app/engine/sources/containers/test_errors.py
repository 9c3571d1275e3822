import pickle

from app.engine.sources.containers.errors import EngineAnswerError, EngineRefusedError


def test_error_says_its_sentence_and_survives_pickling():
    error = pickle.loads(pickle.dumps(EngineAnswerError("It is late.")))
    assert (str(error), error.sentence, error.is_refusal) == ("It is late.", "It is late.", False)
    assert EngineRefusedError("No.").is_refusal
