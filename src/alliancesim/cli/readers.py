"""Which parts of the package read a parameter or a field, found in their source text."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import alliancesim
from alliancesim.parameters import Group, Parameters

PACKAGE = Path(alliancesim.__file__).parent
ROOMS = ("phases", "metrics", "kernels.py", "start.py", "model.py")
"""Where the model computes; the other rooms read, show and store."""
ROOTS = {"rules": "rules", "parameters": "rules", "world": "world"}
"""What the model calls its parameters and the world, by the names that it uses."""


def readers(root: str, path: str) -> list[str]:
    """Return the modules that read ``path`` of ``root``.

    Parameters
    ----------
    root
        ``rules`` for parameters, ``world`` for fields.
    path
        Such as ``trust.memory``.
    """
    wanted = f"{root}.{path}"
    return [name for name, chains in _chains().items() if wanted in chains]


def groups(kind: type[Group] = Parameters, above: str = "") -> dict[str, type[Group]]:
    """Return the groups of parameters by dotted path, such as ``pacts.formation``."""
    found: dict[str, type[Group]] = {}
    for name, info in kind.model_fields.items():
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, Group):
            found[above + name] = inner
            found |= groups(inner, f"{above}{name}.")
    return found


def phases() -> dict[str, str]:
    """Return the docstrings of the phases by name, a line per paragraph."""
    return {
        path.stem if path.is_file() else path.name: _doc(path)
        for path in sorted((PACKAGE / "phases").iterdir())
        if not path.name.startswith("_")
    }


def _doc(path: Path) -> str:
    file = path / "__init__.py" if path.is_dir() else path
    doc = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return "\n".join(" ".join(paragraph.split()) for paragraph in doc.split("\n\n"))


@cache
def _chains() -> dict[str, set[str]]:
    """Return all chains of attributes that start at ``rules`` or ``world``, by module."""
    found = {}
    for room in ROOMS:
        place = PACKAGE / room
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            module = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
            tree = ast.parse(file.read_text(encoding="utf-8"))
            found[module.removesuffix(".__init__")] = set(_of_module(tree))
    return found


def _of_module(tree: ast.Module) -> Iterator[str]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            names = _names(function)
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                    yield _chain(node, names)


def _names(function: ast.FunctionDef) -> dict[str, str]:
    """Return what local names stand for: groups passed as arguments, and parts given a name."""
    names = {}
    for argument in function.args.args:
        if isinstance(argument.annotation, ast.Name):
            group = _paths().get(argument.annotation.id)
            if group:
                names[argument.arg] = f"rules.{group}"
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target, value in _pairs(node):
                if isinstance(target, ast.Name) and isinstance(value, ast.Attribute):
                    names[target.id] = _chain(value, names)
    return names


def _pairs(node: ast.Assign) -> list[tuple[ast.expr, ast.expr]]:
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=False))
    return [(target, value)]


@cache
def _paths() -> dict[str, str]:
    """Return the paths of the groups of parameters by the names of their classes."""
    return {kind.__name__: path for path, kind in groups().items()}


def _chain(node: ast.Attribute, names: dict[str, str]) -> str:
    """Return ``a.b.c`` from its last root on, with local names spelt out."""
    parts: list[str] = []
    inner: ast.expr = node
    while isinstance(inner, ast.Attribute):
        parts.append(inner.attr)
        inner = inner.value
    if isinstance(inner, ast.Name):
        parts += reversed(names.get(inner.id, inner.id).split("."))
    parts.reverse()
    starts = [index for index, part in enumerate(parts) if part in ROOTS]
    if not starts:
        return ""
    root, *rest = parts[starts[-1] :]
    return ".".join([ROOTS[root], *rest])
