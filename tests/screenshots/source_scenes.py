"""What the screenshots show of sources: their questions, adding one, and what ails them."""

import msgspec

from app.contract.events import Asked, SourcesChanged
from app.contract.values import Question, QuestionKind, SourceState
from tests.qt.samples import CONTAINERS, GPU_BOX, LOCAL, NOW, STAGING
from tests.screenshots.scenes import Stage

HOST_KEY = Question(
    "1",
    GPU_BOX.id,
    QuestionKind.HOST_KEY,
    "The computer gpu-box.example is not known yet. Is this its ED25519 key?",
    "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
)
PASSWORD = Question(
    "2",
    GPU_BOX.id,
    QuestionKind.PASSWORD,
    "gpu-box asks for the password of ana.",
    can_remember=True,
)


def asking(question, size=(1160, 740)):
    """Return a scene in which gpu-box asks."""

    def scene():
        stage = Stage()
        waiting = msgspec.structs.replace(GPU_BOX, state=SourceState.ASKING)
        stage.link.say(SourcesChanged((LOCAL, CONTAINERS, waiting, STAGING)))
        window = stage.window(size=size)
        stage.link.say(Asked(question))
        return window

    return scene


def add_source():
    window = Stage().window()
    window.source_actions.add()
    return window


def sources_away():
    stage = Stage()
    sources = (
        LOCAL,
        msgspec.structs.replace(
            CONTAINERS,
            state=SourceState.REFUSED,
            since=NOW - 600,
            reason="This user may not use Docker. Let it with 'sudo usermod -aG docker $USER', "
            "then log in again.",
        ),
        msgspec.structs.replace(
            GPU_BOX,
            state=SourceState.UNREACHABLE,
            since=NOW - 30,
            reason="gpu-box refuses connections. Does its SSH server run?",
        ),
        msgspec.structs.replace(
            STAGING,
            state=SourceState.REFUSED,
            since=NOW - 120,
            reason="The key of staging-eu has been revoked. Do not connect to it.",
        ),
    )
    stage.link.say(SourcesChanged(sources))
    return stage.window(size=(1160, 1240))


def source_off():
    window = Stage().window()
    window.sidebar.list.choose_source(STAGING.id)
    return window


SOURCE_SCENES = {
    "12a-host-key": asking(HOST_KEY),
    "12b-password": asking(PASSWORD),
    "12c-host-key-narrow": asking(HOST_KEY, (560, 420)),
    "12d-add-source": add_source,
    "12e-sources-away": sources_away,
    "12f-source-off": source_off,
}
