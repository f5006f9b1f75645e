"""Brings packages of the operating system with apt, as any user: its own lists and caches, in `.cache/apt`.

It changes nothing of the system and installs nothing. What apt brings it also checks against the archive's keys.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from accuracy_foreign import MissingError

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "apt"

APT_SECONDS = 600
"""How long apt may take: the list of sources has 10 MB, PostgreSQL 23 MB."""


def source(package: str) -> Path:
    """Return the unpacked source of `package` (Debian's name), brought if it is not there yet.

    Raises:
        MissingError: there is no apt, no network, or no such package.
    """
    folder = CACHE / package
    if folder.exists():
        return folder
    if shutil.which("apt-get") is None:
        raise MissingError("no `apt-get` here; run it on Debian or Ubuntu")
    downloads = CACHE / "downloads" / package
    shutil.rmtree(downloads, ignore_errors=True)
    downloads.mkdir(parents=True)
    _call("update")
    _call("source", "--download-only", "--only-source", package, cwd=downloads)
    packed = [p for p in downloads.iterdir() if ".orig.tar." in p.name and p.suffix != ".asc"]
    if not packed:
        raise MissingError(f"the source package `{package}` has no .orig tarball")
    unpacked = CACHE / f"{package}.{os.getpid()}"
    with tarfile.open(packed[0]) as tar:
        tar.extractall(unpacked, filter="data")
    unpacked.rename(folder)
    shutil.rmtree(downloads)
    return folder


def binary(package: str) -> Path:
    """Return the unpacked files of `package`, which need no installing, brought if they are not there yet.

    Raises:
        MissingError: there is no apt, no network, or no such package.
    """
    folder = CACHE / package
    if folder.exists():
        return folder
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise MissingError("no `apt-get` or `dpkg-deb` here; run it on Debian or Ubuntu")
    downloads = CACHE / "downloads" / package
    shutil.rmtree(downloads, ignore_errors=True)
    downloads.mkdir(parents=True)
    _call("update")
    _call("download", package, cwd=downloads)
    unpacked = CACHE / f"{package}.{os.getpid()}"
    command = ["dpkg-deb", "--extract", str(next(downloads.glob("*.deb"))), str(unpacked)]
    if subprocess.run(command, check=False).returncode:
        raise MissingError(f"dpkg-deb cannot unpack `{package}`")
    unpacked.rename(folder)
    shutil.rmtree(downloads)
    return folder


def _call(*words: str, cwd: Path = CACHE) -> None:
    for name in ("state/lists/partial", "cache/archives/partial"):
        Path(CACHE, name).mkdir(parents=True, exist_ok=True)
    sources = CACHE / "packages.list"
    if not sources.exists():
        sources.write_text(_sources())
    options = {
        "Dir::State": CACHE / "state",
        "Dir::State::status": "/var/lib/dpkg/status",
        "Dir::Cache": CACHE / "cache",
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Acquire::Languages": "none",
        # root's apt would change to a user that may not write here.
        "APT::Sandbox::User": "",
    }
    command = [
        "apt-get",
        "-q",
        *(part for o in options.items() for part in ("-o", f"{o[0]}={o[1]}")),
    ]
    done = subprocess.run(
        [*command, *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=APT_SECONDS,
        check=False,
    )
    if done.returncode:
        raise MissingError(f"apt-get {words[0]} failed: {done.stderr.strip()[-300:]}")


def _sources() -> str:
    """The archives that this system's packages come from, with their sources.

    Without the archives of updates: mirrors of those keep the newest version only, and not always its source.
    """
    form = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
    asked = ["apt-get", "indextargets", "--format", form, "Created-By: Packages"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False)
    lines = [line for line in done.stdout.splitlines() if "debian.org" in line or "ubuntu" in line]
    known = {line for line in lines if "-" not in line.split()[1]}
    if not known:
        raise MissingError("apt knows no archive of Debian or Ubuntu; run `apt-get update` first")
    return "".join(f"{kind} {line}\n" for line in sorted(known) for kind in ("deb", "deb-src"))
