"""Presets: how much of the model a scenario uses, in one word."""

from typing import NamedTuple


class Preset(NamedTuple):
    """A named extent of the model."""

    description: str
    instruments: tuple[str, ...] | None
    """Instruments that stay; ``None`` for all."""
    core_only: bool
    """Whether only the core mechanisms act, apart from those that a scenario switches on."""


PRESETS: dict[str, Preset] = {
    "full": Preset("Every instrument and every mechanism; the default.", None, core_only=False),
    "minimal": Preset(
        "History, trust and three instruments with what they bring; every other mechanism is off,"
        " unless the scenario switches it on. The baseline that a richer model has to beat.",
        ("dialogue", "joint_exercise", "confidence_building"),
        core_only=True,
    ),
}
