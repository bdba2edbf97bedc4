"""Reading files whole, with refusals that say what to do."""

from __future__ import annotations

import difflib
import os
import stat
from pathlib import Path
from typing import Final

from commonweal.errors import FileFormatError, Place
from commonweal.files.kinds import decode_text

__all__ = ["MAX_BYTES", "read_bytes", "read_text"]

#: A partnership file is a few hundred kilobytes and the largest workbook met was 2.4 MB. Larger
#: things (a year of spending, a national release of notices) are streamed by their own readers.
MAX_BYTES: Final = 50_000_000

#: Folders larger than this are not searched for near names: it would take longer than it helps.
_MAX_NEIGHBOURS: Final = 5_000


def read_bytes(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the whole content of a file.

    Raises
    ------
    FileFormatError
        If the file is missing (naming its near neighbours), is a folder or no ordinary file,
        cannot be read, is empty, or holds more than `max_bytes` bytes.
    """
    file = Path(path)
    place = Place(file=str(path))
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FileFormatError(f"{path} is a folder.", hint=_hint_for_folder(file), place=place)
        if not stat.S_ISREG(status.st_mode):
            raise FileFormatError(
                f"{path} is not an ordinary file.",
                hint="Save what it gives to a file first, and name that.",
                place=place,
            )
        if status.st_size > max_bytes:
            raise _too_large(path, status.st_size, max_bytes)
        with file.open("rb") as stream:
            # One byte more than allowed, in case the file grows between the look and the reading.
            data = stream.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise FileFormatError(
            f"There is no file {path}.", hint=_hint_for_missing(file), place=place
        ) from error
    except PermissionError as error:
        raise FileFormatError(
            f"{path} may not be read: permission denied.",
            hint="Ask its owner for access, or copy it to a folder of your own.",
            place=place,
        ) from error
    except (OSError, ValueError) as error:
        # ValueError: a name with a nil character in it.
        reason = getattr(error, "strerror", None) or str(error)
        raise FileFormatError(
            f"{path} could not be read: {reason}.",
            hint="Check the name, and that the drive it is on can be reached.",
            place=place,
        ) from error
    if len(data) > max_bytes:
        raise _too_large(path, len(data), max_bytes)
    if not data:
        raise FileFormatError(
            f"{path} is empty.",
            hint="It may not have finished downloading or saving; get it again.",
            place=place,
        )
    return data


def read_text(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> str:
    """Return a UTF-8 file as text; a byte order mark at its start is dropped.

    Raises
    ------
    FileFormatError
        As `read_bytes`, and if the content is not UTF-8 text.
    """
    return decode_text(read_bytes(path, max_bytes=max_bytes), file=str(path))


def _too_large(path: str | os.PathLike[str], size: int, max_bytes: int) -> FileFormatError:
    return FileFormatError(
        f"{path} holds {size / 1e6:,.1f} MB; at most {max_bytes / 1e6:,.1f} MB can be read whole.",
        hint="Check that this is the file you meant, or split it.",
        place=Place(file=str(path)),
    )


def _names_in(folder: Path) -> list[str]:
    """Return the names in a folder, none if it cannot be listed or is very large."""
    names: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                names.append(entry.name)
                if len(names) > _MAX_NEIGHBOURS:
                    return []
    except OSError:
        return []
    return sorted(names)


def _hint_for_missing(file: Path) -> str:
    folder = file.parent
    if not folder.is_dir():
        return f"There is no folder {folder} either; check the whole path."
    by_lower = {name.lower(): name for name in _names_in(folder)}
    near = difflib.get_close_matches(file.name.lower(), by_lower, n=3, cutoff=0.6)
    same_stem = [low for low in by_lower if Path(low).stem == file.stem.lower()]
    names = list(dict.fromkeys([*same_stem, *near]))[:3]
    if not names:
        return f"Check the name; nothing in {folder} is like it."
    return "Did you mean " + " or ".join(str(folder / by_lower[name]) for name in names) + "?"


def _hint_for_folder(folder: Path) -> str:
    files = [name for name in _names_in(folder) if not name.startswith(".")][:3]
    if not files:
        return "Name a file; this folder is empty or cannot be listed."
    return "Name a file in it, for example " + str(folder / files[0]) + "."
