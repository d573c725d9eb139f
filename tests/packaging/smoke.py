"""What an installed alliancesim must do, run by its own interpreter, from a folder of its own.

The script uses nothing but the standard library and what was installed.
"""

import importlib.resources
import os
import subprocess
import sys
from pathlib import Path

import alliancesim as al

HERE = Path.cwd()
ASSETS = ("view/assets/page.css", "view/assets/page.js", "assets/outlines.json",
          "report/style.css", "report/brief.css", "py.typed")  # fmt: skip


def alliancesim(*words: str) -> str:
    """Run the command that was installed beside this interpreter, and return what it prints."""
    scripts = Path(sys.executable).parent
    tool = scripts / ("alliancesim.exe" if os.name == "nt" else "alliancesim")
    done = subprocess.run([str(tool), *words], capture_output=True, encoding="utf-8", cwd=HERE)
    if done.returncode != 0:
        raise SystemExit(f"alliancesim {' '.join(words)}: {done.returncode}\n{done.stderr}")
    return done.stdout


def main() -> None:
    """Run a case of the library, a file and an export; look for what the view needs."""
    place = Path(al.__file__).parent
    assert Path(sys.prefix) in place.parents, f"{place} is not what was installed"
    assert len(al.library()) >= 10, "scenarios are missing"
    for file in ASSETS:
        assert importlib.resources.files("alliancesim").joinpath(file).is_file(), file
    assert "us_japan" in alliancesim("list", "scenarios")
    alliancesim("run", "teaching", "--years", "1", "--runs", "2", "--out", str(HERE / "made"))
    assert (HERE / "made" / "report.html").stat().st_size > 1_000_000
    words = ("compare", "teaching", "--years", "1", "--runs", "2", "--brief", "--out", "compared")
    alliancesim(*words, "--set", "instruments.dialogue.intensity=3")
    assert (HERE / "compared" / "brief.html").is_file()
    assert alliancesim("export", "made", "--format", "geojson").startswith("{")
    (HERE / "own.yaml").write_text("base: teaching\nname: own\n", encoding="utf-8")
    assert "valid" in alliancesim("validate", "own.yaml")
    sys.stdout.write(f"{sys.version.split()[0]}: alliancesim {al.__version__} works\n")


if __name__ == "__main__":
    main()
