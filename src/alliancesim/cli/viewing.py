"""Verbs that show: view."""

import multiprocessing
import socket
import socketserver
import sys
from typing import Annotated

import typer

from alliancesim.cli.errors import UserError, kept


def view(
    scenario: Annotated[str, typer.Argument(help="Name in the library, or a file.")] = "us_japan",
    seed: Annotated[int, typer.Option(min=0, help="Seed of the run.")] = 1,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 finds a free one.")] = 0,
    share: Annotated[
        bool, typer.Option("--share", help="Let other machines in; anybody who comes may play.")
    ] = False,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Open a scenario in the browser: watch it move, act, fork it, or take a seat."""
    try:
        import dash  # noqa: F401 - asked for here, so that the message is about it alone
    except ImportError:
        message = "the view needs Dash; install it with: pip install 'alliancesim[view]'"
        raise UserError(message) from None
    from alliancesim.scenario import load
    from alliancesim.view.app import Desk, is_local, listening, open_soon

    if not is_local(host) and not share:
        raise UserError(f"{host} lets other machines in, and nobody is asked who they are; say"
                        " --share if that is what you want")  # fmt: skip
    case = load(scenario)
    sys.stderr.write(f"{case.title or case.name}: {len(case.states)} states, starting\n")
    _refuse_taken(host, port)
    desk = Desk(case, scenario, seed)
    server = listening(desk, host, port)
    address = f"http://{_shown(host)}:{server.server_port}/"
    sys.stdout.write(f"{address}\nCtrl-C ends it.\n")
    sys.stdout.flush()
    if browser:
        open_soon(address)
    try:
        with kept("the view is closed"):
            socketserver.BaseServer.serve_forever(server)  # the server's own hides the interruption
    finally:
        server.server_close()
        desk.close()
        for worker in multiprocessing.active_children():  # nobody waits for what they simulate
            worker.terminate()


def _refuse_taken(host: str, port: int) -> None:
    """Say in one line that a port is taken, before anything is built."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(f"cannot listen on {host}:{port}: {reason}; try --port 0") from None


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else "localhost" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.command()(view)
