"""Export: report, tables and charts, as files."""

import base64
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, no_update

from alliancesim.view import export
from alliancesim.view.session import Session

if TYPE_CHECKING:
    from alliancesim.view.app import Desk


def register(app: Dash, desk: "Desk") -> None:
    """Register what saves files."""

    @app.callback(
        Output("download", "data", allow_duplicate=True),
        Output("export-status", "children"),
        Input("export-report", "n_clicks"),
        Input("export-tables", "n_clicks"),
        State("session", "data"),
        prevent_initial_call=True,
    )
    def save(_: int, _tables: int, name: str) -> tuple[Any, str]:
        session = desk.sessions.get(name)
        if session is None:
            return no_update, ""
        return _file(session, report=ctx.triggered_id == "export-report")

    in_browser: Any = app.clientside_callback
    in_browser(
        ClientsideFunction("alliancesim", "image"),
        Output("export-status", "children", allow_duplicate=True),
        Input("export-svg", "n_clicks"),
        Input("export-png", "n_clicks"),
        State("export-chart", "value"),
        prevent_initial_call=True,
    )


def _file(session: Session, *, report: bool) -> tuple[Any, str]:
    stem = f"{session.scenario.name}-seed{session.seed}"
    if report:
        page = export.report(session)
        return {"content": page, "filename": f"{stem}.html", "type": "text/html"}, "saved"
    packed = base64.b64encode(export.tables(session)).decode()
    return {"content": packed, "filename": f"{stem}.zip", "base64": True}, "saved"
