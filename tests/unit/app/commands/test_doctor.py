from app.commands.doctor import Finding


def test_finding_says_what_was_looked_at():
    assert Finding("folders", True, "fine").what == "folders"
