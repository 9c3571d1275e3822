import asyncio

import pytest

from app.engine import relay_book
from relay_client import known_relays
from relay_client.errors import InvalidError
from relay_client.identity import load_identity
from relay_client.known_relays import KnownRelay, RelayListError
from relay_client.secret_store import MemorySecrets
from relay_link.atomic_file import exclusive
from relay_link.messages import Bye
from tests.unit.relay_client.fake_relay import FakeRelay

CODE = "8ttge-0n39g-r3kx4-jkycp-gm15p-j7qzc"
ALPHA = KnownRelay("alpha", "alpha.example", 443, None, 0.0)


@pytest.fixture
def alpha():
    """A relay that was joined."""
    known_relays.add(ALPHA)


@pytest.mark.parametrize(
    ("invitation", "relay"),
    [("nonsense", None), (CODE, None), (CODE, "https://x"), ("https://relay.example/", None)],
)
def test_what_is_no_invitation_is_refused(invitation, relay):
    with pytest.raises(InvalidError) as caught:
        relay_book.invited_to(invitation, relay)
    assert CODE not in str(caught.value)


def test_invitation_says_which_relay_and_how_to_trust_it():
    link = f"https://relay.example:8443/join/{CODE}#ca={'ab' * 32}"
    access = relay_book.invited_to(link)
    assert (access.host, access.port, access.ca_sha256) == (
        "relay.example",
        8443,
        bytes.fromhex("ab" * 32),
    )
    assert access.code
    assert relay_book.invited_to(f" porthole join '{link}'\n") == access


def test_code_is_for_a_relay_that_is_known_or_addressed(alpha):
    assert relay_book.invited_to(CODE, "alpha").host == "alpha.example"
    assert relay_book.invited_to(CODE, "beta.example:444").port == 444


def test_invitation_is_not_used_up_if_the_list_is_damaged():
    path = known_relays.relays_path()
    path.parent.mkdir(parents=True)
    path.write_text("{broken")
    with pytest.raises(RelayListError):
        relay_book.invited_to(f"https://relay.example/join/{CODE}")


def test_key_in_memory_is_no_key_for_a_relay():
    with pytest.raises(InvalidError, match=r"no place to keep its key \(locked\)\. Install"):
        relay_book.lasting_identity(MemorySecrets("locked"))


@pytest.mark.parametrize("name", ["local", "this computer"])
def test_relay_on_this_computer_cannot_be_removed(name):
    with pytest.raises(InvalidError, match="on this computer cannot be removed"):
        relay_book.remove(name)


def test_relay_is_chosen_and_removed(alpha):
    relay_book.choose("alpha")
    assert known_relays.load().chosen == "alpha"
    for name in ("local", "this computer"):
        relay_book.choose("alpha")
        relay_book.choose(name)
        assert known_relays.load().chosen is None
    relay_book.remove("alpha")
    assert known_relays.load().relays == ()
    for change in (relay_book.choose, relay_book.remove):
        with pytest.raises(InvalidError, match="There is no relay 'alpha'"):
            change("alpha")


def test_list_that_another_program_changes_holds_up_nobody_else(run):
    async def work():
        async with FakeRelay() as relay, asyncio.TaskGroup() as group:
            identity = load_identity(MemorySecrets("a test"))
            with exclusive(known_relays.relays_path()):
                enrolling = group.create_task(relay_book.enrol(relay.access, identity))
                client = await relay.log_in()
                for _ in range(20):  # the loop goes on
                    await asyncio.sleep(0.01)
                assert not enrolling.done()
            await client.receive(Bye)
            client.hang_up()
        assert known_relays.load().find(enrolling.result().name) is not None

    run(work())
