import pytest
from msgspec.structs import replace

from app.contract.values import Relay, RelayState, Risk
from app.models.expose_form import Closing, Reach, draft_for
from app.views.pane.form_words import (
    closing_text,
    port_facts,
    port_title,
    reach_text,
    submit_text,
    warning_of,
    you_get,
)
from tests.qt.samples import NOW, OLLAMA, POSTGRES, R5, SSHD, SYSTEM_PORTS, UVICORN

OWN = Relay("this computer", RelayState.READY, NOW, is_embedded=True, domain="localhost")


@pytest.fixture
def web(qapp):
    return draft_for(UVICORN, (R5,))


def test_a_port_is_described_by_what_is_known():
    assert port_facts(UVICORN, NOW) == "HTTP on 127.0.0.1, ~/code/orders-api, since 13:02"
    assert port_facts(SYSTEM_PORTS[2], NOW) == "127.0.0.1, system service"
    assert port_facts(replace(OLLAMA, address="", folder=""), NOW) == "HTTP"
    assert port_title(replace(OLLAMA, program="")) == "Port 11434"


def test_what_one_gets_follows_the_choices(web):
    assert you_get(web) == "You get a random address ending in .r5.harbor.example."
    raw = web.with_reach(Reach.TCP)
    assert you_get(raw) == "You get a random port on r5.harbor.example and a URL."
    database = draft_for(POSTGRES, (R5,)).with_reach(Reach.TCP)
    assert you_get(database) == "You get a random port on r5.harbor.example and a TLS address."
    assert you_get(draft_for(UVICORN, ())) == ""


def test_nothing_is_promised_that_only_this_computer_can_reach(qapp):
    own = draft_for(UVICORN, (replace(OWN, is_chosen=True),))
    assert reach_text(own, Reach.TLS) == "Random address. It works on this computer only."


def test_ssh_has_its_own_encryption(qapp):
    text = reach_text(draft_for(SSHD, (R5,)), Reach.TCP)
    assert text == "Adds a port. Porthole adds no encryption. SSH has its own."


def test_harmless_choices_are_not_warned_of(web):
    assert warning_of(web) is None
    assert warning_of(draft_for(SSHD, (R5,))) is None


@pytest.mark.parametrize("risk", list(Risk))
def test_every_risk_has_a_title_and_a_reason(qapp, risk):
    title, text = warning_of(draft_for(replace(POSTGRES, risk=risk), (R5,)))
    assert "PostgreSQL" in title
    assert "{" not in title + text


def test_a_title_from_outside_is_no_template(qapp):
    port = replace(POSTGRES, protocol="{port}", program="{what}")
    assert warning_of(draft_for(port, (R5,)))[0] == "{port} is a database"


@pytest.mark.parametrize("closing", list(Closing))
def test_every_limit_has_words(qapp, closing):
    assert closing_text(closing)


def test_the_button_says_what_it_does(web):
    assert submit_text(web) == "Expose and copy URL"
    assert submit_text(draft_for(SSHD, (R5,))) == "Expose and copy address"
    assert submit_text(draft_for(POSTGRES, (R5,))) == "Expose with these limits"
    unlimited = draft_for(POSTGRES, (R5,)).with_closing(Closing.NEVER)
    assert submit_text(unlimited) == "Expose and copy address"
