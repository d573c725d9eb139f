"""Audit: ``python -m tests.reliability.audit`` asks whether locked packages have known faults.

pip-audit is run from where it is installed, or fetched by uv; it asks a service on the network.
Where it or the service cannot be reached, or answers for some packages only, that is said, and the
exit code is 3.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements.lock"
UNREACHED = 3
PATIENCE = 120
"""Seconds until nobody is there."""
UNKNOWN = "could not be audited"
"""What pip-audit says of a package that the index it asks does not have."""
SIGNS = ("ConnectionError", "Max retries", "Could not resolve", "Failed to establish", "Timeout",
         "timed out", "Forbidden", "error sending request", "Failed to fetch", "ServiceError",
         "HTTPError", "Connection refused", "dns error")  # fmt: skip
"""What tools say of a network that is not there."""


def command() -> list[str]:
    """Return how pip-audit is run here."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    if found := shutil.which("pip-audit", path=places):
        return [found]
    if found := shutil.which("uv", path=places):
        return [found, "tool", "run", "pip-audit"]
    return [sys.executable, "-m", "pip_audit"]


def main() -> int:
    """Run the audit; return 0, 1 if a package has known faults, or 3 if nobody could be asked."""
    words = [*command(), "--requirement", str(LOCK), "--no-deps", "--disable-pip",
             "--progress-spinner", "off"]  # fmt: skip
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"nothing was audited: no answer in {PATIENCE} s\n")
        return UNREACHED
    told = done.stdout.splitlines(keepends=True)
    sys.stdout.writelines(line for line in told if UNKNOWN not in line)
    said = done.stderr
    if done.returncode and ("No module named" in said or any(sign in said for sign in SIGNS)):
        reason = said.strip().splitlines()[-1] if said.strip() else "no answer"
        sys.stderr.write(
            f"nothing was audited: pip-audit or its service cannot be reached ({reason})\n"
        )
        return UNREACHED
    unknown = sum(UNKNOWN in line for line in told)
    if unknown and not done.returncode:
        sys.stderr.write(
            f"{unknown} packages were not audited: the index of the service lacks them\n"
        )
        return UNREACHED
    sys.stderr.write(said)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
