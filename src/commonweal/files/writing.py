"""Writing a file so that it is either wholly there or not there at all."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
import threading
from pathlib import Path

from commonweal.errors import FileFormatError, Place

__all__ = ["write_bytes_atomically"]


def write_bytes_atomically(
    path: str | os.PathLike[str], data: bytes, *, overwrite: bool = False
) -> Path:
    """Write a whole file, or nothing, and return its path.

    The bytes go to a temporary file in the same folder, which then takes the name in one step:
    a reader sees the old file or the new one, a failure leaves the old one. A link is followed,
    so that the file it points to is replaced and the link stays.

    Raises
    ------
    FileFormatError
        If the file is already there and `overwrite` is false, if the folder is missing, or if the
        folder or drive refuses.
    """
    place = Place(file=str(path))
    try:
        target = Path(path).resolve()
        if target.is_dir():
            raise FileFormatError(
                f"{path} is a folder.", hint="Give the name of a file in it.", place=place
            )
        if not target.parent.is_dir():
            raise FileFormatError(
                f"There is no folder {Path(path).parent} to write {target.name} into.",
                hint="Make the folder first, or name another.",
                place=place,
            )
        if not overwrite and target.exists():
            raise _already_there(path)
        _write_beside_and_rename(target, data, overwrite=overwrite)
    except FileExistsError as error:
        raise _already_there(path) from error
    except PermissionError as error:
        raise FileFormatError(
            f"{path} may not be written: permission denied.",
            hint="Name a folder of your own, or close the program that holds the file open.",
            place=place,
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileFormatError(
            f"{path} could not be written: {reason}.",
            hint="Nothing was changed. Check the name and the room left on the drive.",
            place=place,
        ) from error
    return Path(path)


def _write_beside_and_rename(target: Path, data: bytes, *, overwrite: bool) -> None:
    descriptor, temporary = _open_beside(target)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            # Without this a power cut can leave the new name on an empty file.
            os.fsync(stream.fileno())
        if overwrite:
            with contextlib.suppress(FileNotFoundError):
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            temporary.replace(target)
        else:
            _take_name_if_free(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _open_beside(target: Path) -> tuple[int, Path]:
    """Open a new hidden file in the same folder: renaming across drives is not one step."""
    # 200 bytes leave room for the suffix within the 255 that file systems allow for a name.
    stem = target.name.encode()[:200].decode(errors="ignore")
    owner = f"{os.getpid()}-{threading.get_ident()}"
    for attempt in itertools.count():
        temporary = target.with_name(f".{stem}.{owner}-{attempt}.partial")
        with contextlib.suppress(FileExistsError):
            # 0o666 lets the person's own mask decide, as for any file that they make.
            flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
            return os.open(temporary, flags, 0o666), temporary
    raise AssertionError("unreachable: itertools.count never ends")


def _take_name_if_free(temporary: Path, target: Path) -> None:
    """Give the temporary file its name unless somebody has taken it since we looked."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # Some drives (FAT, network shares) know no hard links: look once more, then rename.
        if target.exists():
            raise FileExistsError(str(target)) from None
        temporary.replace(target)
    else:
        temporary.unlink()


def _already_there(path: str | os.PathLike[str]) -> FileFormatError:
    return FileFormatError(
        f"{path} is already there, and was left as it is.",
        hint="Give another name, or say that it may be overwritten.",
        place=Place(file=str(path)),
    )
