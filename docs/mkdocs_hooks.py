"""What MkDocs needs to build a site from pages that also read well in the repository.

Pages link to files outside ``docs``: the README, the cases, the notice of the map. The hooks bring
each linked file into the site, under its own path, and turn the links there; the README becomes the
home page. A link to a file that does not exist stays as it is, and the strict build refuses it.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

TOP = Path(__file__).resolve().parents[1]
LINK = re.compile(r"(\]\()([^)\s#]+)(#[^)\s]*)?(\))")
FENCES = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
INFO = re.compile(r"^```(\w+)( [^\n`]+)$", re.MULTILINE)
HOME = "README.md"
ROOTS = (HOME, "CHANGELOG.md", "CONTRIBUTING.md", "scenarios/README.md", "experiments/README.md")
"""Pages outside ``docs``, by their path in the repository."""


def site_path(file: str) -> str:
    """Return the path in the site's sources of a file of the repository."""
    return "index.md" if file == HOME else file.removeprefix("docs/")


def repository_path(page: str) -> str:
    """Return the path in the repository of a page of the site."""
    if page == "index.md":
        return HOME
    return page if page in ROOTS else f"docs/{page}"


def targets(file: str, text: str) -> set[str]:
    """Return the files of the repository to which a page links."""
    folder = posixpath.dirname(file)
    found = {
        posixpath.normpath(posixpath.join(folder, link[2]))
        for part in FENCES.split(text)[::2]
        for link in LINK.finditer(part)
        if "://" not in link[2]
    }
    return {name for name in found if (TOP / name).is_file()}


def turned(file: str, text: str) -> str:
    """Return the text of a page with its links as they are in the site."""
    folder, place = posixpath.dirname(file), posixpath.dirname(site_path(file))

    def turn(link: re.Match[str]) -> str:
        if "://" in link[2]:
            return link[0]
        target = posixpath.normpath(posixpath.join(folder, link[2]))
        if not (TOP / target).is_file():
            return link[0]
        path = posixpath.relpath(site_path(target), place or ".")
        return f"{link[1]}{path}{link[3] or ''}{link[4]}"

    parts = FENCES.split(text)
    parts[::2] = [LINK.sub(turn, part) for part in parts[::2]]
    return "".join(parts)


def on_files(files: Files, config: Any) -> Files:
    """Bring into the site the pages outside ``docs``, and whatever any page links to."""
    for page in ROOTS:
        _bring(files, page, config)
    own = [repository_path(file.src_uri) for file in files.documentation_pages()]
    for page in sorted({*ROOTS, *own}):
        for target in sorted(targets(page, (TOP / page).read_text(encoding="utf-8"))):
            if not target.startswith("docs/"):
                _bring(files, target, config)
    return files


def _bring(files: Files, target: str, config: Any) -> None:
    path = site_path(target)
    if files.get_file_from_path(path) is None:
        files.append(File.generated(config, path, abs_src_path=str(TOP / target)))


def titled(text: str) -> str:
    """Return a page whose blocks of code have their file name as a title, and no other words."""

    def title(fence: re.Match[str]) -> str:
        language, word = fence[1], fence[2].strip()
        return f'```{language} title="{word}"' if "." in word else f"```{language}"

    return INFO.sub(title, text)


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Turn the links of a page, and name its blocks of code."""
    return titled(turned(repository_path(page.file.src_uri), markdown))
