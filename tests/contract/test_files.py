"""Files are written whole or not at all."""

import os
import sys
import threading
from pathlib import Path

import pytest

from alliancesim.files import draft, write, write_text


def _interrupted(file: Path) -> None:
    with draft(file) as part:
        part.write_text("half")
        assert part.parent == file.parent
        raise KeyboardInterrupt


def test_a_file_takes_its_place_whole(tmp_path: Path) -> None:
    file = tmp_path / "told.json"
    write_text(file, "old\nä")
    assert file.read_bytes() == "old\nä".encode()
    with pytest.raises(KeyboardInterrupt):
        _interrupted(file)
    assert [path.name for path in tmp_path.iterdir()] == ["told.json"]
    write(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o644


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere.told\.json"):
        write(tmp_path / "nowhere" / "told.json", b"")
    with pytest.raises(IsADirectoryError, match=tmp_path.name):
        write(tmp_path, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes of this kind")
def test_what_is_no_file_of_its_own_is_written_as_it_is(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_text(pipe, "through")
    reader.join()
    assert read == ["through"]
    assert pipe.is_fifo()
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_text(tmp_path / "link", "there")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "there"
