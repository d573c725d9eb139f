"""Blame: which line of an experiment file asks for what does not fit."""

from alliancesim.scenario import Problem, ScenarioError
from alliancesim.scenario.errors import KeyPath, dotted
from alliancesim.scenario.merge import COMMAND_LINE
from alliancesim.scenario.tree import Node, locate


class Blame:
    """Finds the lines of one experiment file."""

    def __init__(self, root: Node) -> None:
        self.root = root

    def problem(self, path: KeyPath, message: str, suggestion: str = "") -> Problem:
        """Return what is wrong at a path of the file."""
        where = locate(self.root, path)
        return Problem(where.file, where.line, dotted(path), message, suggestion)

    def error(self, path: KeyPath, message: str, suggestion: str = "") -> ScenarioError:
        """Return the same, ready to be raised."""
        return ScenarioError([self.problem(path, message, suggestion)])

    def on(self, path: KeyPath, error: ScenarioError) -> ScenarioError:
        """Return the error of a change to a scenario as one of the line that asks for the change.

        What is wrong in the scenario's own file stays there.
        """
        found = []
        for item in error.problems:
            if item.file != COMMAND_LINE:
                found.append(item)
                continue
            known = item.key in ("", path[-1]) or item.message.startswith("unknown key")
            message = item.message if known else f"{item.key}: {item.message}"
            found.append(self.problem(path, message, item.suggestion))
        return ScenarioError(found)
