"""The verb: it serves on this machine alone, and tells in one line why it cannot."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from alliancesim.view.app import Desk, is_local, listening
from alliancesim.view.callbacks.tick import _ended
from tests.signals import heed
from tests.view.worlds import small

ALLIANCESIM = (sys.executable, "-m", "alliancesim", "view")


def said(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*ALLIANCESIM, *words], capture_output=True, text=True, timeout=60)


def fetched(address: str, host: str = "") -> tuple[int, str]:
    asked = urllib.request.Request(address, headers={"Host": host} if host else {})  # noqa: S310 - of this machine
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310 - of this machine
            return answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        return error.code, ""


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = said("teaching", "--no-browser", "--port", str(port))
    assert done.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_other_machines_are_let_in_only_when_that_is_said() -> None:
    done = said("teaching", "--no-browser", "--host", "0.0.0.0")  # noqa: S104 - refused
    assert done.returncode == 2
    assert "--share" in done.stderr
    assert is_local("127.0.0.1")
    assert is_local("localhost")
    assert is_local("::1")
    assert not is_local("0.0.0.0")  # noqa: S104 - compared, not bound
    assert not is_local("example.org")


def test_a_scenario_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("name: bad\nclock: {start: 2000-01-01, stp: month}\nstates: {}\n")
    done = said(str(file), "--no-browser")
    assert done.returncode == 2
    assert f"{file}:2: unknown key 'stp'" in done.stderr


def test_it_serves_until_it_is_interrupted() -> None:
    with subprocess.Popen(
        [*ALLIANCESIM, "teaching", "--no-browser"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
        preexec_fn=heed,  # noqa: PLW1509 - threads are only started by other tests
    ) as running:  # fmt: skip
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        status, page = fetched(address)
        assert status == 200
        assert '<html lang="en">' in page
        assert re.findall(r'(?:src|href)="(https?:)?//', page) == []
        assert fetched(f"{address}seat/")[0] == 200
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130
        assert running.stderr is not None
        assert running.stderr.read().endswith("interrupted; the view is closed\n")


@pytest.fixture
def address() -> Iterator[str]:
    desk = Desk(small(), "test_case", 3)
    server = listening(desk, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    desk.close()


def test_names_of_other_hosts_that_point_here_are_refused(address: str) -> None:
    assert fetched(address)[0] == 200
    assert fetched(address, "localhost:80")[0] == 200
    assert fetched(address, "evil.example")[0] == 403


def test_a_session_that_was_given_up_is_told_in_the_page() -> None:
    assert "Reload" in _ended()["status"]
    assert _ended()["cursor"] == {"ended": True}
