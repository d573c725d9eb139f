"""Export: results of the ensemble, or of the run alone, as a report or as tables."""

import io
import tempfile
import zipfile
from pathlib import Path

from alliancesim.report import write_report
from alliancesim.results import Results
from alliancesim.view.ensembles import Ensemble
from alliancesim.view.session import Session


def results_of(session: Session) -> Results:
    """Return the results of the ensemble that is there, or of the run, simulated to its horizon."""
    ensemble = session.ensemble
    if ensemble is None or not ensemble.done:
        ensemble = Ensemble(session.scenario, session.seed, session.member + 1)
        ensemble.join()
    return ensemble.results()


def report(session: Session) -> str:
    """Return the report as the text of a page."""
    with tempfile.TemporaryDirectory() as folder:
        return write_report(results_of(session), Path(folder) / "report.html").read_text("utf-8")


def tables(session: Session) -> bytes:
    """Return all tables, as Parquet and as CSV, with the manifest, in an archive."""
    results = results_of(session)
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(
        packed, "w", zipfile.ZIP_DEFLATED
    ) as archive:  # fmt: skip
        saved = results.save(Path(folder) / "results")
        for path in sorted((Path(folder) / "results").iterdir()):
            archive.write(path, path.name)
        for name in sorted(saved.tables):
            archive.writestr(f"csv/{name}.csv", saved.frame(name).to_csv(index=False))
    return packed.getvalue()
