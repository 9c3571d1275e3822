import subprocess

from relay_client.ssh.keys import load_keys, opens
from tests.sshd import make_key


def never(file):
    raise AssertionError(file)


def test_usual_keys_are_found(home):
    make_key(home / ".ssh/id_ed25519")
    make_key(home / ".ssh/id_ecdsa", "ecdsa")
    keys = load_keys(None, (), never)
    assert [pair.get_algorithm() for pair in keys.pairs] == ["ssh-ed25519", "ecdsa-sha2-nistp256"]


def test_configured_keys_are_those_alone(home):
    make_key(home / ".ssh/id_ed25519")
    make_key(home / "mine", "ecdsa")
    keys = load_keys(["~/mine", "~/missing"], (), never)
    assert [pair.get_algorithm() for pair in keys.pairs] == ["ecdsa-sha2-nistp256"]


def test_certificate_comes_along_with_its_key(home):
    make_key(home / "authority")
    make_key(home / "mine")
    command = ["ssh-keygen", "-q", "-s", "authority", "-I", "id", "-n", "alice", "mine.pub"]
    subprocess.run(command, cwd=home, check=True)
    keys = load_keys(["~/mine"], ("~/missing",), never)
    assert any(pair.has_cert for pair in keys.pairs)


def test_junk_is_left_out(home):
    (home / "junk").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\njunk\n")
    (home / "folder").mkdir()
    assert load_keys(["~/junk", "~/folder"], (), never).pairs == []


def test_public_half_alone_may_belong_to_a_key_that_an_agent_has(home):
    make_key(home / "mine")
    keys = load_keys(["~/mine.pub"], (), never)
    assert keys.pairs == []
    assert len(keys.public) == 1


def test_passphrase_opens_its_key(home):
    file = make_key(home / "mine", passphrase="right")
    assert opens(file, "right")
    assert not opens(file, "wrong")
    assert not opens(home / "missing", "right")


def test_encrypted_key_is_there_and_not_opened_before_it_is_used(home):
    file = make_key(home / "mine", passphrase="right")
    keys = load_keys([str(file)], (), never)
    assert len(keys.pairs) == 1


def test_encrypted_key_without_its_public_half_needs_its_passphrase_at_once(home):
    file = make_key(home / "mine", "rsa", "right", "-m", "PEM", "-b", "2048")
    (home / "mine.pub").unlink()
    assert load_keys([str(file)], (), lambda asked: None).pairs == []
    assert len(load_keys([str(file)], (), {file: "right"}.get).pairs) == 1
