"""Sources: fetching from a server on this machine, folders of one's own, and what is in them."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from alliancesim.history import sources
from alliancesim.history.sources import VARIABLE, fetch, folder_of, status
from alliancesim.history.tables import HistoryError, Table, tables

FILES = {"cow_states.rda": b"states " * 500, "cow_majors.rda": b"majors " * 500}


class Server(ThreadingHTTPServer):
    """Serves the invented files, counts what is asked for, and can cut them short."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.cut = False

    def release(self, **hashes: str) -> dict[str, Table]:
        """Return the files as tables of a release; hashes may be given that are not theirs."""
        found = {}
        for file, content in FILES.items():
            name = file.removesuffix(".rda")
            digest = hashes.get(name, hashlib.sha256(content).hexdigest())
            url = f"http://127.0.0.1:{self.server_port}/{file}"
            found[name] = Table(name, file, url, digest, len(content), False)
        return found


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append(self.path)
        content = FILES.get(self.path[1:])
        if content is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if self.server.cut else content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def problems(folder: Path, release: dict[str, Table]) -> list[str]:
    return [done.problem for done in fetch(folder, release)]


def test_files_are_fetched_once(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert problems(folder, server.release()) == ["", ""]
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == FILES
    assert problems(folder, server.release()) == ["", ""]
    assert len(server.asked) == 2, "what is there and right is kept"


def test_an_altered_file_is_fetched_again(server: Server, tmp_path: Path) -> None:
    (tmp_path / "cow_states.rda").write_bytes(FILES["cow_states.rda"][:100])
    assert problems(tmp_path, server.release()) == ["", ""]
    assert (tmp_path / "cow_states.rda").read_bytes() == FILES["cow_states.rda"]


def test_a_wrong_hash_is_refused_and_the_others_are_fetched(server: Server, tmp_path: Path) -> None:
    found = problems(tmp_path, server.release(cow_states="0" * 64))
    assert "not the file of the pinned release" in found[0]
    assert found[1] == ""
    assert [file.name for file in tmp_path.iterdir()] == ["cow_majors.rda"]


def test_a_cut_download_leaves_nothing_and_is_made_good(server: Server, tmp_path: Path) -> None:
    server.cut = True
    assert all(problems(tmp_path, server.release()))
    assert not list(tmp_path.iterdir())
    server.cut = False
    assert problems(tmp_path, server.release()) == ["", ""]


def test_a_failed_download_keeps_what_was_there(server: Server, tmp_path: Path) -> None:
    (tmp_path / "cow_states.rda").write_bytes(b"an older version")
    server.cut = True
    assert all(problems(tmp_path, server.release()))
    assert (tmp_path / "cow_states.rda").read_bytes() == b"an older version"


def test_what_the_server_lacks_is_told(server: Server, tmp_path: Path) -> None:
    release = server.release()
    lost = release["cow_states"]._replace(url=release["cow_states"].url + "x")
    found = problems(tmp_path, release | {"cow_states": lost})
    assert "404" in found[0]
    assert found[1] == ""


def test_a_server_that_does_not_answer_is_told(server: Server, tmp_path: Path) -> None:
    release = server.release()
    server.server_close()
    found = problems(tmp_path, {"cow_states": release["cow_states"]})
    assert "cannot be fetched" in found[0]
    assert release["cow_states"].url in found[0]


def test_the_folder_is_the_given_one_else_the_named_one_else_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, named = tmp_path / "given", tmp_path / "named"
    given.mkdir()
    named.mkdir()
    monkeypatch.setattr(sources, "cache", lambda: tmp_path / "cache")
    monkeypatch.delenv(VARIABLE, raising=False)
    assert folder_of() == tmp_path / "cache" / "tables"
    assert folder_of(given) == given
    monkeypatch.setenv(VARIABLE, str(named))
    assert folder_of() == named
    assert folder_of(given) == given
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(HistoryError, match=f"no folder .*nowhere .named by {VARIABLE}"):
        folder_of()


def test_status_knows_rows_years_and_release(pack: Path, tmp_path: Path) -> None:
    found = {item.table.name: item for item in status(pack)}
    assert found.keys() == tables().keys()
    disputes = found["cow_mid_ddydisps"]
    assert (disputes.present, disputes.rows, disputes.years) == (True, 16, (1910, 1995))
    assert not disputes.pinned
    assert not disputes.problem
    right = tables()["cow_states"]._replace(sha256=found["cow_states"].sha256)
    assert next(status(pack, {"cow_states": right})).pinned
    (tmp_path / "cow_states.rda").write_bytes(b"?")
    mixed = {item.table.name: item for item in status(tmp_path)}
    assert "damaged" in mixed["cow_states"].problem
    assert (mixed["cow_majors"].present, mixed["cow_majors"].problem) == (False, "missing")
