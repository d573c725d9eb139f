"""What stands of the package in several files is the same in all of them."""

import json
import tomllib
from typing import Any

from ruamel.yaml import YAML

import alliancesim as al
from tests.docs.pages import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CODEMETA: dict[str, Any] = json.loads((ROOT / "codemeta.json").read_text("utf-8"))


def test_versions_names_and_licences_agree() -> None:
    cited = YAML(typ="safe").load(ROOT / "CITATION.cff")
    versions = {al.__version__, PROJECT["version"], CODEMETA["version"], str(cited["version"])}
    assert len(versions) == 1, versions
    assert CODEMETA["license"].endswith(f"/{PROJECT['license']}")
    assert cited["license"] == PROJECT["license"]
    assert CODEMETA["name"] == PROJECT["name"]
    assert CODEMETA["description"] == PROJECT["description"]


def test_what_codemeta_needs_is_what_the_package_needs() -> None:
    needed = {line.split(">")[0].strip() for line in PROJECT["dependencies"]}
    assert set(CODEMETA["softwareRequirements"]) <= needed
    supported = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if ":: 3." in line]
    assert CODEMETA["runtimePlatform"] == f"Python {', '.join(supported)}"


def test_the_extras_are_small() -> None:
    extras = PROJECT["optional-dependencies"]
    assert {name: len(needs) for name, needs in extras.items() if name not in ("test", "docs")} == {
        "fast": 1, "dask": 1, "history": 3, "sweep": 2, "view": 1,
    }  # fmt: skip
