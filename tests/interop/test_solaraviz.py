"""Mesa's SolaraViz shows the model: the page of the guide is rendered, stepped and set anew."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.docs.pages import ROOT

GUIDE = ROOT / "docs" / "howto" / "solaraviz.md"
PATIENCE = 20.0

solara = pytest.importorskip("solara", reason="Mesa's extra viz (solara) is not installed")


@pytest.fixture
def page() -> Iterator[Any]:
    """Yield the widget of the guide's page, rendered without a browser."""
    code = re.search(r"^```text app\.py\n(.*?)^```", GUIDE.read_text("utf-8"), re.M | re.S)
    assert code is not None
    names: dict[str, Any] = {"__name__": "app"}
    exec(compile(code[1], "app.py", "exec"), names)  # noqa: S102 - our own page
    box, context = solara.render(solara.AppLayout(children=[names["page"]]), handle_error=False)
    yield box
    context.close()


def parts(widget: Any) -> Iterator[Any]:
    """Yield a widget or text, and everything in it."""
    yield widget
    inside = list(getattr(widget, "children", None) or [])
    for slot in getattr(widget, "v_slots", None) or []:
        found = slot["children"]
        inside += found if isinstance(found, list) else [found]
    inside += getattr(widget, "grid_layout_children", None) or []
    for part in inside:
        yield from parts(part)


def said(page: Any) -> list[str]:
    return [part for part in parts(page) if isinstance(part, str)]


def named(page: Any, kind: str) -> list[Any]:
    return [part for part in parts(page) if type(part).__name__ == kind]


def wait_for(page: Any, step: int) -> None:
    """Wait until the page says that it shows a step; from 3.5 on Mesa calls it a time."""
    end = time.monotonic() + PATIENCE
    while not {f"Step: {step}", f"Time: {step:.1f}"} & set(said(page)):
        assert time.monotonic() < end, f"step {step} is not in {said(page)}"
        time.sleep(0.1)


@pytest.mark.filterwarnings("ignore")
def test_the_page_of_the_guide_shows_steps_and_resets_the_model(page: Any) -> None:
    assert {"Step", "Reset", "Model Parameters"} <= set(said(page))
    wait_for(page, 0)
    step = next(b for b in named(page, "Btn") if b.children == ["Step"])
    step.click()
    wait_for(page, 1)
    slider = next(s for s in named(page, "Slider") if s.label == "Intensity of dialogue")
    slider.v_model = 3.0
    next(b for b in named(page, "Btn") if b.children == ["Reset"]).click()
    wait_for(page, 0)
