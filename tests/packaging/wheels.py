"""Build the distributions and try them in empty environments: ``python -m tests.packaging.wheels``.

Interpreters are the arguments, or Python 3.11, 3.12 and 3.13 as they are found on the path. Each
gets an environment of its own, the wheel with what it needs from the package index, the smoke test
in an empty folder, and, if the site is built, the tutorial followed word for word in another.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SMOKE = Path(__file__).with_name("smoke.py")
FOLLOW = Path(__file__).with_name("follow.py")
TUTORIAL = ROOT / "build" / "site" / "tutorial.html"
"""The tutorial in the site as ``make docs`` builds it."""
PYTHONS = ("python3.11", "python3.12", "python3.13")


def build(kind: str, source: Path, folder: Path) -> Path:
    """Build a ``wheel`` or an ``sdist`` of a source tree, and return the file."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=source, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl" if kind == "wheel" else "*.tar.gz"))


def built_from_sdist(folder: Path) -> Path:
    """Build the source distribution, and a wheel from nothing but it; return the wheel."""
    archive = build("sdist", ROOT, folder / "sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(folder / "source", filter="data")
    return build("wheel", next((folder / "source").iterdir()), folder / "again")


def contents(wheel: Path) -> dict[str, int]:
    """Return names and check sums of the files in a wheel."""
    with zipfile.ZipFile(wheel) as packed:
        return {item.filename: item.CRC for item in packed.infolist()}


def environment(python: str, folder: Path) -> Path:
    """Make an empty environment and return its interpreter."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True, capture_output=True)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pip(python: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run pip of an environment."""
    return subprocess.run(
        [str(python), "-m", "pip", "--disable-pip-version-check", *words],
        capture_output=True, text=True,
    )  # fmt: skip


def reaches_index(python: Path, folder: Path) -> bool:
    """Tell whether pip can get a small package that alliancesim needs."""
    words = (
        "download",
        "--quiet",
        "--no-deps",
        "--retries",
        "0",
        "--dest",
        str(folder),
        "filelock",
    )
    return pip(python, *words).returncode == 0


def tried(python: Path, folder: Path, script: Path, *words: str) -> str:
    """Run a script of the standard library in an empty folder, and return what it prints.

    Raises
    ------
    RuntimeError
        If it fails; the text is what it printed.
    """
    folder.mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(python), str(script), *words],
        cwd=folder, env=clean, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def main() -> None:
    """Build, compare, install and try."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pythons", nargs="*", help="interpreters, by name or path")
    pythons = parser.parse_args().pythons or [p for p in PYTHONS if shutil.which(p)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build("wheel", ROOT, folder / "wheel")
        if contents(built_from_sdist(folder)) != contents(wheel):
            sys.exit("the wheel built from the source distribution differs from that of the tree")
        sys.stdout.write(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB; same from sdist\n")
        for number, python in enumerate(pythons):
            own = environment(python, folder / f"environment{number}")
            installed = pip(own, "install", "--quiet", str(wheel))
            if installed.returncode:
                sys.exit(f"{python}:\n{installed.stderr}")
            sys.stdout.write(tried(own, folder / f"empty{number}", SMOKE))
            if TUTORIAL.is_file():
                told = tried(own, folder / f"followed{number}", FOLLOW, str(TUTORIAL))
                sys.stdout.write(told)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
