"""Provide what tests need beyond Python: install it as root on Debian, else say what is missing.

Run by `make parts`, with names to provide only those. The parts themselves are in tests/parts.py.
Never asks for more rights than the caller has.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.parts import PARTS, Part, is_ci


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - set(PARTS))
    if unknown:
        print(f"No such part: {', '.join(unknown)}. There are: {', '.join(PARTS)}.")
        return 2

    wanted = [PARTS[name] for name in names or PARTS]
    missing = [part for part in wanted if part.find() is None]
    if missing and can_install():
        install(missing)
        missing = [part for part in missing if part.find() is None]

    for part in missing:
        print(
            f"MISSING: {part.name}, for {part.used_for}. On Debian it is the package "
            f"{part.debian_package}. Tests that need it "
            f"{'will fail' if is_ci() else 'will be skipped'}."
        )
    return 1 if missing and is_ci() else 0


def can_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install(parts: list[Part]) -> None:
    packages = [part.debian_package for part in parts]
    print(f"Installing {', '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # What apt-get says goes to stderr; whether it worked is judged by looking for the part.
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, env=quiet, check=False, stdout=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
