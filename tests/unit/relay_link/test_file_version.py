import os

from relay_link.file_version import NO_FILE, file_version


def test_each_change_of_a_file_gives_it_another_version(tmp_path):
    path = tmp_path / "hosts"
    seen = [file_version(path)]
    assert seen == [NO_FILE]
    path.write_text("one")
    os.utime(path, ns=(1, 1))
    seen.append(file_version(str(path)))
    assert file_version(path) == seen[-1]
    path.write_text("two!")
    os.utime(path, ns=(1, 1))
    seen.append(file_version(path))
    os.utime(path, ns=(2, 2))
    seen.append(file_version(path))
    other = tmp_path / "other"
    other.write_text("four")
    os.utime(other, ns=(2, 2))
    other.replace(path)
    seen.append(file_version(path))
    assert len(set(seen)) == 5


def test_what_cannot_be_looked_at_is_no_file(tmp_path):
    (tmp_path / "file").write_text("")
    assert file_version(tmp_path / "file" / "below") == NO_FILE
