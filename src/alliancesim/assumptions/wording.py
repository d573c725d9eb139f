"""Findings in words, for the terminal and the page alike."""

from alliancesim.assumptions.findings import Finding
from alliancesim.assumptions.flips import Flip


def short(path: str) -> str:
    """Return the path of a coefficient as it is read."""
    return path.removeprefix("parameters.").removesuffix(".value")


def drivers(finding: Finding) -> str:
    """Return the coefficients that drive an effect, with their rank correlations."""
    named = [f"{short(d.path)} ({d.correlation:+.2f})" for d in finding.drivers]
    return ", ".join(named) or "none stands out"


def turning(finding: Finding, flip: Flip | None) -> str:
    """Return where the sign of an effect changes along its first driver."""
    if flip is None:
        return "not sought: no driver" if finding.central.clear else "unclear in the case itself"
    if not flip.found:
        return f"no flip within the range of {short(flip.path)}"
    near, far = sorted((flip.near, flip.far))
    faint = "" if flip.clear else "; unclear beyond"
    return f"{short(flip.path)} = {flip.value:.3g} ({near:.3g} to {far:.3g}{faint})"
