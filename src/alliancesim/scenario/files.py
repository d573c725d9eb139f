"""The library of scenarios, and how a name or path given by a user becomes a file."""

import os
from pathlib import Path

from alliancesim.scenario.errors import Problem, ScenarioError, nearest, problem, shown

SUFFIXES = (".yaml", ".yml")
OUTSIDE = "leads out of the folder of the file that names it; put the file there, or below"


def library() -> dict[str, Path]:
    """Return the files of the scenario library by name.

    An installed package carries the scenarios inside itself; a checkout has them at its top.
    """
    package = Path(__file__).resolve().parents[1]
    inside, checkout = package / "scenarios", package.parents[1] / "scenarios"
    folder = inside if inside.is_dir() else checkout
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def find(source: str | Path, beside: Path | None = None) -> Path:
    """Return the file that ``source`` means: a name in the library, or a path.

    Parameters
    ----------
    source
        What the user gave.
    beside
        Folder of the file that names it, from which a relative path starts and which no path may
        leave; without one, it is the user who names it, from the current folder.

    Raises
    ------
    ScenarioError
        If there is no such file, or a file must not name it.
    """
    known = library()
    if str(source) in known:
        return known[str(source)]
    if beside is not None and leaves(beside, source):
        raise problem(shown(str(source)), OUTSIDE)
    path = (beside or Path()) / source
    try:
        path.stat()
    except FileNotFoundError:
        raise _missing(str(source), path, list(known)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise problem(shown(str(source)), f"cannot be opened: {reason}") from None
    return path


def leaves(folder: Path, named: str | Path) -> bool:
    """Tell whether a path that a file in ``folder`` names leads out of where it may.

    It may stay in that folder or below, or in the current one where that folder lies in it: a
    scenario from elsewhere opens no other files of its user.
    """
    # Links are not followed: who made one here wanted it.
    home, here = Path(os.path.abspath(folder)), Path.cwd()  # noqa: PTH100
    allowed = here if home.is_relative_to(here) else home
    return not Path(os.path.abspath(home / named)).is_relative_to(allowed)  # noqa: PTH100


def label(path: Path) -> str:
    """Return the shortest name of a file for messages: relative where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _missing(source: str, path: Path, known: list[str]) -> ScenarioError:
    wanted = source.removesuffix(path.suffix) if path.suffix in SUFFIXES else source
    name = nearest(wanted.rpartition(os.sep)[2], known)
    file = _neighbour(path)
    where = f"; the nearest file is {shown(file, 500)}" if file else ""
    return ScenarioError(
        [Problem(source, None, "", f"no such file, and no such scenario in the library{where}",
                 name)]
    )  # fmt: skip


def _neighbour(path: Path) -> str:
    """Return the file in the folder of ``path`` whose name comes nearest, or ''."""
    try:
        names = [item.name for item in path.parent.iterdir() if item.suffix in SUFFIXES]
    except OSError:
        return ""
    wanted = path.name if path.suffix in SUFFIXES else path.name + SUFFIXES[0]
    close = nearest(wanted, names)
    return str(path.parent / close) if close else ""
