"""Check the Markdown files of the project: links between them resolve, Python examples compile.

It does not open links to other sites and does not run the examples.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<body>.*?)^(?P=indent)```",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(
    r"!?\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|\b(?:src|href)=\"([^\"]+)\""
)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


def main() -> int:
    """Print every problem; return how many there are, at most 1."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    files = [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]
    problems = [problem for file in files for problem in check(file)]
    for problem in problems:
        sys.stderr.write(problem + "\n")
    sys.stdout.write(f"{len(files)} documents, {len(problems)} problems\n")
    return bool(problems)


def check(file: Path) -> Iterator[str]:
    """Yield what is wrong with one file."""
    text = file.read_text(encoding="utf-8")
    name = file.relative_to(ROOT)
    for block in FENCE.finditer(text):
        if block["language"] in ("python", "py") and (error := _compiles(block["body"])):
            line = text.count("\n", 0, block.start()) + 1
            yield f"{name}:{line}: the Python example does not compile: {error}"
    prose = FENCE.sub(lambda block: "\n" * block[0].count("\n"), text)
    for link in LINK.finditer(prose):
        target = link[1] or link[2]
        if not _resolves(file, target):
            line = prose.count("\n", 0, link.start()) + 1
            yield f"{name}:{line}: the link `{target}` leads nowhere"


def _compiles(code: str) -> str | None:
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | ast.PyCF_ONLY_AST
    try:
        compile(textwrap.dedent(code), "example", "exec", flags=flags)
    except SyntaxError as error:
        return error.msg
    return None


def _resolves(file: Path, target: str) -> bool:
    if re.match(r"[a-z][a-z0-9+.-]*:", target):
        return True
    where, _, anchor = unquote(target).partition("#")
    path = (file.parent / where).resolve() if where else file
    if not path.exists() or ROOT not in (path, *path.parents):
        return False
    if not anchor or path.suffix != ".md":
        return True
    return anchor in {_anchor(title) for title in HEADING.findall(path.read_text(encoding="utf-8"))}


def _anchor(title: str) -> str:
    """Return the anchor that GitHub and MkDocs give to a heading of plain words."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", title.lower()).strip())


if __name__ == "__main__":
    raise SystemExit(main())
