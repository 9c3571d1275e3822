import pytest

from relay_client import known_relays
from relay_client.access import FixedRelay, RelayAccess
from relay_client.choosing import (
    EMBEDDED_NAMES,
    access_of,
    access_to,
    choose_relay,
    explained,
    joining,
    remember,
)
from relay_client.embedded import EmbeddedRelay
from relay_client.errors import (
    InvalidError,
    KeyOutOfReachError,
    RefusedError,
    TokenRefusedError,
)
from relay_client.known_relays import KnownRelay, RelayListError
from relay_client.login import LoggedIn
from relay_client.secret_store import MemorySecrets
from relay_link.addresses import parse_join_link, parse_relay_address
from relay_link.tokens import new_code, new_token

WORK = KnownRelay("work", "relay.example.com", 443, "PEM", 1.0)
HOME = KnownRelay("home", "192.0.2.7", 8443, None, 2.0)
TOKEN = str(new_token())
OTHER_TOKEN = str(new_token())
R5 = RelayAccess("r5", "r5.example", 443)
BY_TOKEN = RelayAccess("r5", "r5.example", 443, token="token")
FINGERPRINT = "5DHSRJvRZlSHu0q-rD8d3wwOSTHtI8o7E2zBlnFSVPg"


@pytest.fixture
def known():
    """Two relays are in the list, and none is chosen."""
    known_relays.add(WORK)
    known_relays.add(HOME)


def chosen(name=None, token=None, **environment):
    """Return how the chosen relay is reached, None for the one on this computer."""
    locator = choose_relay(MemorySecrets(), name, token, environment)
    if isinstance(locator, EmbeddedRelay):
        return None
    assert isinstance(locator, FixedRelay)
    return locator.access


def test_without_any_choice_it_is_the_relay_on_this_computer():
    assert chosen() is None


def test_chosen_relay_is_used(known):
    known_relays.choose("home")
    assert chosen() == RelayAccess("home", "192.0.2.7", 8443)


def test_environment_comes_before_the_choice(known):
    known_relays.choose("home")
    assert chosen(PORTHOLE_RELAY="work").host == "relay.example.com"


def test_argument_comes_before_the_environment(known):
    assert chosen("home", PORTHOLE_RELAY="work").host == "192.0.2.7"


@pytest.mark.parametrize("name", [None, ""])
def test_empty_values_choose_nothing(known, name):
    known_relays.choose("home")
    assert chosen(name, PORTHOLE_RELAY="", PORTHOLE_TOKEN="").name == "home"


@pytest.mark.parametrize("name", sorted(EMBEDDED_NAMES))
def test_relay_on_this_computer_has_names(known, name):
    known_relays.choose("home")
    assert chosen(name) is None
    assert chosen(PORTHOLE_RELAY=name) is None


def test_joined_relay_is_trusted_by_its_authority(known):
    assert chosen("work") == RelayAccess("work", "relay.example.com", 443, ca_pem="PEM")


def test_other_names_are_addresses():
    access = chosen(f"new.example.com:8443#ca={FINGERPRINT}")
    assert (access.name, access.host, access.port) == ("new.example.com", "new.example.com", 8443)
    assert len(access.ca_sha256) == 32
    assert access.ca_pem is None


@pytest.mark.parametrize("address", ["work", "new.example.com"])
def test_token_goes_to_the_relay_of_the_environment(known, address):
    assert chosen(PORTHOLE_RELAY=address, PORTHOLE_TOKEN=TOKEN).token == TOKEN


def test_token_goes_to_the_named_relay_where_it_is_no_others(known):
    assert chosen("home", PORTHOLE_TOKEN=TOKEN).token == TOKEN
    assert chosen("home", PORTHOLE_RELAY="home", PORTHOLE_TOKEN=TOKEN).token == TOKEN


def test_token_of_one_relay_is_not_shown_to_another(known):
    assert chosen("home", PORTHOLE_RELAY="work", PORTHOLE_TOKEN=TOKEN).token is None


@pytest.mark.parametrize("environment", [{}, {"PORTHOLE_RELAY": "work"}], ids=str)
def test_token_is_not_for_the_relay_on_this_computer(known, environment):
    assert chosen("local", PORTHOLE_TOKEN=TOKEN, **environment) is None
    assert chosen(PORTHOLE_RELAY="local", PORTHOLE_TOKEN=TOKEN) is None


def test_given_token_comes_before_the_environment(known):
    assert chosen("work", TOKEN, PORTHOLE_TOKEN=OTHER_TOKEN).token == TOKEN
    assert chosen("home", TOKEN, PORTHOLE_RELAY="work", PORTHOLE_TOKEN=OTHER_TOKEN).token == TOKEN


@pytest.mark.parametrize(
    ("name", "token", "environment"),
    [
        (None, None, {"PORTHOLE_TOKEN": TOKEN}),
        (None, TOKEN, {}),
        ("local", TOKEN, {}),
        (None, TOKEN, {"PORTHOLE_RELAY": "local"}),
    ],
    ids=["set", "given", "given for local", "given with local set"],
)
def test_token_needs_a_relay(known, name, token, environment):
    known_relays.choose("home")
    with pytest.raises(InvalidError, match=r"no relay is named\. Set PORTHOLE_RELAY to"):
        chosen(name, token, **environment)


@pytest.mark.parametrize(
    "bad",
    ["nonsense", TOKEN[:-1], TOKEN[:-1] + "!", f"{TOKEN} {TOKEN}"],
    ids=["nonsense", "cut", "mistyped", "twice"],
)
def test_bad_token_is_refused_without_being_shown(bad):
    with pytest.raises(InvalidError, match="token") as failure:
        chosen("relay.example.com", PORTHOLE_TOKEN=bad)
    assert bad not in str(failure.value)
    with pytest.raises(InvalidError, match="token"):
        chosen("relay.example.com", bad)


@pytest.mark.parametrize(
    "bad",
    [
        "https://relay.example.com",
        "relay.example.com/join",
        "a b",
        "user@relay.example.com",
        "relay.example.com:0",
        "relay.example.com:99999",
        "relay.example.com#ca=short",
        "bücher.example",
        "::1:8443",
        " ",
        "\x1b[2J",
    ],
)
def test_bad_address_is_refused(bad):
    with pytest.raises(InvalidError):
        chosen(bad)
    with pytest.raises(InvalidError):
        chosen(PORTHOLE_RELAY=bad)


@pytest.mark.parametrize("name", [None, "relay.example.com", "local"])
def test_damaged_list_is_reported(name):
    path = known_relays.relays_path()
    path.parent.mkdir(parents=True)
    path.write_text("{")
    with pytest.raises(InvalidError, match=r"^The list of relays is damaged.*again\.$"):
        chosen(name)


def test_environment_of_the_process_is_asked(known, monkeypatch):
    monkeypatch.setenv("PORTHOLE_RELAY", "work")
    assert choose_relay(MemorySecrets()).access.name == "work"


def test_invitation_says_where_and_with_which_code():
    code = new_code()
    access = joining(parse_join_link(f"https://new.example.com:8443/join/{code}#ca={FINGERPRINT}"))
    assert (access.host, access.port, access.code) == ("new.example.com", 8443, code)
    assert access.ca_sha256 is not None
    assert code not in repr(access)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("relay.example.com", "relay.example.com"),
        ("relay.example.com:8443", "relay.example.com:8443"),
        ("[2001:db8::7]:8443", "[2001:db8::7]:8443"),
        (f"[2001:db8::7]#ca={FINGERPRINT}", "[2001:db8::7]"),
    ],
)
def test_relay_of_the_first_login_is_remembered_and_chosen(address, name):
    access = access_to(parse_relay_address(address))
    relay = remember(
        LoggedIn(None, None, RelayAccess("x", access.host, access.port, "PEM"), ("", 0))
    )
    assert relay.name == name
    assert known_relays.load().chosen == name
    assert chosen() == access_of(relay)
    assert parse_relay_address(name).host == relay.host  # so it may be typed as an address too


def test_list_that_cannot_be_changed_is_reported(known):
    known_relays.relays_path().write_text("{")
    with pytest.raises(RelayListError):
        remember(LoggedIn(None, None, RelayAccess("x", "new.example.com", 443), ("", 0)))


@pytest.mark.parametrize("kept", [MemorySecrets(), object()])
def test_who_has_a_token_need_not_join(kept):
    told = explained(RefusedError("credentials", "Who?"), FixedRelay(BY_TOKEN), kept)
    assert isinstance(told, TokenRefusedError)
    assert "Ask for a new one (porthole-relay token)" in str(told)


def test_key_out_of_reach_is_why_a_relay_does_not_know_this_computer():
    unknown = RefusedError("credentials", "Who are you?")
    told = explained(unknown, FixedRelay(R5), MemorySecrets("there is no desktop session"))
    assert isinstance(told, KeyOutOfReachError)
    assert "out of reach here (there is no desktop session)" in str(told)


@pytest.mark.parametrize(
    ("error", "relay", "kept"),
    [
        (RefusedError("limit", "Too many."), FixedRelay(R5), MemorySecrets()),
        (RefusedError("credentials", "Who?"), FixedRelay(R5), object()),
        (RefusedError("limit", "Too many."), FixedRelay(BY_TOKEN), MemorySecrets()),
        (RefusedError("credentials", "Who?"), EmbeddedRelay(MemorySecrets()), MemorySecrets()),
    ],
)
def test_all_else_is_told_as_it_is(error, relay, kept):
    assert explained(error, relay, kept) is error
