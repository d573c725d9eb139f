"""A client of the view: it asks for what a page asks for, without a browser."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The server answered with a code that is no success."""


class Page:
    """One page of the view, with a session of its own."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host = f"{parts.hostname}:{parts.port}"
        self.line = http.client.HTTPConnection(self.host, timeout=60)
        layout = self.fetched("_dash-layout")
        self.known = {item["output"]: item for item in self.fetched("_dash-dependencies")}
        self.values = dict(_values(layout))
        self.session = self.values["session", "data"]

    def asked(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        """Return code and content of an answer."""
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        self.line.request(method, f"/{path}", body, named)
        answer = self.line.getresponse()
        return answer.status, answer.read()

    def fetched(self, path: str) -> Any:
        """Return what stands at a path, as data."""
        code, content = self.asked("GET", path)
        if code != 200:
            raise Refused(f"{code} for {path}")
        return json.loads(content)

    def taking(self, name: str) -> str:
        """Return the callback that a property, such as ``play.n_clicks``, sets off."""
        return next(
            output for output, about in self.known.items()
            if not about.get("clientside_function")
            and name in [f"{item['id']}.{item['property']}" for item in about["inputs"]]
        )  # fmt: skip

    def press(self, button: str, **given: Any) -> dict[str, Any]:
        """Press a button, with other values as given."""
        return self.call(self.taking(f"{button}.n_clicks"), **given, **{f"{button}__n_clicks": 1})

    def tick(self, *, whole: bool = False) -> dict[str, Any]:
        """Ask for what has changed, as a page does several times a second."""
        if whole:
            self.values["cursor", "data"] = {}
        return self.call(self.taking("clock.data"), clock__data=self.values["clock", "data"] + 1)

    def call(self, output: str, **given: Any) -> dict[str, Any]:
        """Send a callback as a page does, with some values changed, and keep what comes back.

        ``given`` are values by id and property, such as ``play__n_clicks``.
        """
        code, content = self.posted(self.body(output, **given))
        if code == 204:
            return {}
        if code != 200:
            raise Refused(f"{code}: {content[:200]!r}")
        answer: dict[str, Any] = json.loads(content)["response"]
        for name, changed in answer.items():
            for key, value in changed.items():
                self.values[name, key] = value
        return answer

    def posted(self, body: bytes, **headers: str) -> tuple[int, bytes]:
        """Send a body to where callbacks go."""
        named = {"Content_Type": "application/json", "Origin": f"http://{self.host}"} | headers
        return self.asked("POST", "_dash-update-component", body, **named)

    def body(self, output: str, **given: Any) -> bytes:
        """Return a callback as a page sends it."""
        about = self.known[output]
        changed = {tuple(key.rsplit("__", 1)): value for key, value in given.items()}
        for (name, key), value in changed.items():
            self.values[name.replace("_", "-"), key] = value
        triggers = [f"{name.replace('_', '-')}.{key}" for name, key in changed]
        known = {f"{item['id']}.{item['property']}" for item in about["inputs"]}
        return json.dumps({
            "output": output, "outputs": _outputs(output),
            "inputs": [self._valued(item) for item in about["inputs"]],
            "state": [self._valued(item) for item in about["state"]],
            "changedPropIds": [name for name in triggers if name in known],
        }).encode()  # fmt: skip

    def _valued(self, item: dict[str, str]) -> dict[str, Any]:
        value = self.values.get((item["id"], item["property"]))
        return {"id": item["id"], "property": item["property"], "value": value}


def _outputs(output: str) -> Any:
    names = output.strip(".").split("...") if output.startswith("..") else [output]
    found = [{"id": name.rpartition(".")[0], "property": name.rpartition(".")[2].partition("@")[0]}
             for name in names]  # fmt: skip
    return found if output.startswith("..") else found[0]


def _values(part: Any) -> Any:
    """Yield the values of all components of a layout by id and property."""
    if isinstance(part, list):
        for item in part:
            yield from _values(item)
    elif isinstance(part, dict):
        properties = part.get("props", {})
        if isinstance(properties, dict):
            if "id" in properties:
                for key, value in properties.items():
                    yield (properties["id"], key), value
            yield from _values(properties.get("children"))
