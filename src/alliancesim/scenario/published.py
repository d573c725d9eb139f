"""The JSON Schema of scenario files, for completion and checks in editors."""

from typing import Any

from alliancesim.scenario.schema import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def json_schema() -> Schema:
    """Return the JSON Schema of scenario files (draft 2020-12).

    It accepts what the loader accepts, thus also what is completed by a base or by the built-in
    library: keys may be absent, a number may stand for a coefficient, and ``null`` takes a key of
    the base away. Only a file without ``base`` must have everything that a scenario needs. What
    needs more than one value to tell (references, dates within the run) only the loader checks.
    """
    schema = Scenario.model_json_schema()
    definitions = schema["$defs"]
    complete = _complete(schema)
    events = {ref.rpartition("/")[2] for ref in _events(schema)["mapping"].values()}
    for name, definition in definitions.items():
        if name not in events:
            definitions[name] = _partial(definition)
    definitions["Coefficient"] = {"anyOf": [{"type": "number"}, definitions["Coefficient"]]}
    schema = _partial({key: part for key, part in schema.items() if key != "$defs"})
    schema["properties"]["base"] = {
        "description": "scenario to inherit from: a name in the library, or a file",
        "type": ["string", "null"],
    }
    return {
        "$schema": DIALECT,
        **schema,
        "if": {"required": ["base"]},
        "else": complete,
        "$defs": definitions,
    }


def _events(schema: Schema) -> Schema:
    found: Schema = schema["properties"]["events"]["items"]["discriminator"]
    return found


def _complete(schema: Schema) -> Schema:
    """Return what a scenario without a base must have, section by section."""
    sections: Schema = {}
    for name, section in schema["properties"].items():
        if name in ("instruments", "doctrines", "trends"):
            continue
        entries = section.get("additionalProperties") or _only(section.get("patternProperties"))
        if needed := _required(section, schema):
            sections[name] = {"required": needed}
        elif needed := _required(entries or {}, schema):
            sections[name] = {"additionalProperties": {"required": needed}}
    return {"required": schema["required"], "properties": sections}


def _required(part: Schema, schema: Schema) -> list[str]:
    name = part.get("$ref", "").rpartition("/")[2]
    found: list[str] = schema["$defs"].get(name, {}).get("required", [])
    return found


def _only(patterns: Schema | None) -> Schema | None:
    return next(iter(patterns.values())) if patterns else None


def _partial(part: Any) -> Any:
    """Return a schema under which every key may be absent or null."""
    if isinstance(part, list):
        return [_partial(item) for item in part]
    if not isinstance(part, dict):
        return part
    loose = {key: _partial(value) for key, value in part.items() if key != "required"}
    if patterns := loose.pop("patternProperties", None):
        # Names are Unicode in the loader, but ASCII in the patterns of most editors.
        loose["additionalProperties"] = _only(patterns)
    if isinstance(loose.get("additionalProperties"), dict):
        loose["additionalProperties"] = _or_null(loose["additionalProperties"])
    if "properties" in loose:
        loose["properties"] = {key: _or_null(item) for key, item in loose["properties"].items()}
    return loose


def _or_null(part: Schema) -> Schema:
    return {"anyOf": [part, {"type": "null"}]}
