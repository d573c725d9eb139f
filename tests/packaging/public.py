"""The public interface as text: every name with its signature, and those of public members.

``python -m tests.packaging.public`` writes it down. A change of that file is a change of the
interface: it follows the rules of docs/versions.md and goes into the changelog.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import alliancesim as al

FILE = Path(__file__).with_name("public_api.txt")
OWN = "alliancesim"
FOREIGN = {"model_config", "observables"}
"""What pydantic and Mesa put into our classes, the latter from 3.5 on."""


def lines() -> Iterator[str]:
    """Yield a line per public name and per public member of a public class of our own."""
    for name in sorted(al.__all__):
        yield from _lines(name, getattr(al, name))


def _lines(name: str, thing: Any) -> Iterator[str]:
    if inspect.isclass(thing):
        shown = "" if issubclass(thing, Exception) or _declared(thing) else _signature(thing)
        yield f"class {name}{shown}"
        for member, value in sorted(_members(thing).items()):
            yield f"  {_member(member, value)}"
    elif callable(thing):
        yield f"def {name}{_signature(thing)}"
    else:
        yield f"{name}: {type(thing).__name__}"


def _members(thing: type) -> dict[str, Any]:
    """Return the public members that our own classes define."""
    found: dict[str, Any] = {}
    for kind in reversed(thing.__mro__):
        if kind.__module__.partition(".")[0] == OWN:
            known = {**dict.fromkeys(inspect.get_annotations(kind), ...), **vars(kind)}
            found |= {key: value for key, value in known.items() if not key.startswith("_")}
    return {key: value for key, value in found.items() if key not in FOREIGN}


def _member(name: str, value: Any) -> str:
    value = getattr(value, "__func__", value)
    return f"{name}{_signature(value)}" if inspect.isfunction(value) else name


def _declared(thing: type) -> bool:
    """Tell whether the members of a class say all of its signature, as in data models."""
    return hasattr(thing, "model_fields")


def _signature(thing: Any) -> str:
    """Return a signature without annotations, which differ between versions of Python."""
    signature = inspect.signature(thing)
    bare = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    text = str(signature.replace(parameters=bare, return_annotation=signature.empty))
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def main() -> None:
    """Write the interface down."""
    FILE.write_text("\n".join(lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
