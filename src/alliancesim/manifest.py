"""Manifests of runs and sweeps: what must stand in them; a damaged one is refused when read."""

import json
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from alliancesim.scenario.errors import shown

FORMAT = 1
"""Version of the folders of results and of sweeps."""


class ManifestError(Exception):
    """A manifest that cannot be used; the text says why."""


class Manifest(BaseModel):
    """What every manifest holds; further keys are kept."""

    model_config = ConfigDict(extra="allow", strict=True, allow_inf_nan=False)

    alliancesim: str
    seed: int = Field(ge=0)
    runs: int = Field(ge=1)
    files: dict[str, str] = Field(default_factory=dict)
    """Hash of each file of a table, by its name; checksums of pages do not cover all of it."""


class RunManifest(Manifest):
    """The manifest of the results of an ensemble."""

    scenario: dict[str, Any]
    overrides: dict[str, str]
    years: int | float | None
    steps: int = Field(ge=1)
    step_years: float = Field(gt=0)
    tables: list[str] = Field(min_length=1)
    rows: dict[str, int] = Field(default_factory=dict)
    content_hash: str
    versions: dict[str, str]
    timings: dict[str, float]


class SweepManifest(Manifest):
    """The manifest of a sweep; of one that is done, also how its members fared."""

    id: str
    name: str
    status: Literal["running", "complete"]
    points: int = Field(ge=1)
    scenarios: list[str]
    inputs: list[str]
    outcomes: list[dict[str, str]]
    experiment: dict[str, Any]
    members: int | None = Field(default=None, ge=0)
    failures: int | None = Field(default=None, ge=0)
    content_hash: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        counts = (self.members, self.failures, self.content_hash)
        if self.status == "complete" and None in counts:
            raise ValueError("it says nothing of members, failures and content hash")
        if not all("name" in outcome for outcome in self.outcomes):
            raise ValueError("an outcome has no name")
        return self


def read_manifest(path: Path, kind: type[Manifest] = RunManifest) -> dict[str, Any]:
    """Return the manifest in a file, which is of a run or of a sweep.

    Raises
    ------
    ManifestError
        If it is damaged, or of another format.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"{path} is damaged: {error}") from error
    if not isinstance(found, dict) or "format" not in found:
        raise ManifestError(f"{path} is damaged: it names no format")
    if found["format"] != FORMAT or isinstance(found["format"], bool):
        made = found.get("alliancesim")
        by = f", made by alliancesim {shown(made, 20)}" if isinstance(made, str) else ""
        raise ManifestError(
            f"{path} is of format {shown(found['format'])}{by}, but this version reads {FORMAT};"
            " read it with the version that made it, or run the same again"
        )
    try:
        kind.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "".join(f"{part}: " for part in first["loc"])
        raise ManifestError(f"{path} is damaged: {where}{first['msg'].lower()}") from error
    return found
