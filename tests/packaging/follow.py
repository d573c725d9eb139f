"""Follow the tutorial from its page in the built site, word for word, in the folder one stands in.

Run by the interpreter of an environment that holds nothing but the installed wheel:
``python follow.py TUTORIAL.html``.
"""

import os
import shlex
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path


class Steps(HTMLParser):
    """The blocks of code of a page: language, file name and text of each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.blocks: list[dict[str, str]] = []
        self.inside = False
        self.part = "text"
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or the name of its file."""
        words = (dict(attrs).get("class") or "").split()
        if tag == "div" and "highlight" in words:
            language = next(word for word in words if word.startswith("language-"))
            self.blocks.append({"language": language.removeprefix("language-"), "name": "",
                                "text": ""})  # fmt: skip
            self.inside, self.part = True, "text"
        elif "filename" in words:
            self.part = "name"
        elif tag == "pre":
            self.part = "text"

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        self.inside = self.inside and tag != "div"

    def handle_data(self, data: str) -> None:
        """Take up what belongs to a block."""
        if self.inside:
            self.blocks[-1][self.part] += data


def main(page: str) -> None:
    """Write the files and run the commands in the order of the page."""
    tool = Path(sys.executable).with_name("alliancesim.exe" if os.name == "nt" else "alliancesim")
    done = 0
    for block in Steps(Path(page).read_text(encoding="utf-8")).blocks:
        if block["name"]:
            Path(block["name"]).write_text(block["text"], encoding="utf-8")
        for line in block["text"].splitlines() if block["language"] == "sh" else ():
            program, *words = shlex.split(line)
            assert program == "alliancesim", line
            run = subprocess.run([str(tool), *words], capture_output=True, encoding="utf-8")
            if run.returncode:
                raise SystemExit(f"{line}: {run.returncode}\n{run.stderr}")
            done += 1
    assert done > 5, f"only {done} commands found"
    sys.stdout.write(f"{done} commands of the tutorial work\n")


if __name__ == "__main__":
    main(sys.argv[1])
