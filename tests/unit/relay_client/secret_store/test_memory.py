from relay_client.secret_store import MemorySecrets


def test_stores_know_nothing_of_one_another():
    one, other = MemorySecrets(), MemorySecrets()
    one.set("a", b"1")
    assert other.get("a") is None


def test_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORTHOLE_HOME", str(tmp_path))
    MemorySecrets().get_or_create("a", lambda: b"1")
    assert list(tmp_path.iterdir()) == []


def test_kind_warns_that_secrets_are_lost():
    assert "lost when this program ends" in MemorySecrets().kind
