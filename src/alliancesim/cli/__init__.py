"""The command line: one file per family of verbs; each verb calls public functions of the package.

Nothing heavy is imported here: a verb imports what it needs when it is called, so that ``--help``
answers at once.
"""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from alliancesim import __version__
from alliancesim.cli import (
    ablating,
    analysing,
    asking,
    comparing,
    docking,
    exporting,
    forecasting,
    history,
    patterns,
    reading,
    running,
    sweeping,
    viewing,
)
from alliancesim.cli.errors import StoppedError, told
from alliancesim.threads import one_thread_each


class Verbs(TyperGroup):
    """All verbs; an interrupted one is told of like any other that fails."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise StoppedError(error) from None


app = typer.Typer(
    cls=Verbs,
    name="alliancesim",
    help="A laboratory for alliance dynamics: what does a policy do to stability, and why?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
running.register(app)
comparing.register(app)
ablating.register(app)
patterns.register(app)
history.register(app)
forecasting.register(app)
sweeping.register(app)
analysing.register(app)
docking.register(app)
asking.register(app)
exporting.register(app)
reading.register(app)
viewing.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"alliancesim {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Simulate scenarios of alliances and crises, and report on them."""


def main() -> None:
    """Run the command line; the exit code is 0, 2 (the user's input), 130 or 143 (interrupted)."""
    # The arrays of a world are small: threads that share out a product wait more than they work.
    with one_thread_each(), told():
        app(prog_name="alliancesim")
