"""A file is written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys

import pytest

from commonweal.errors import FileFormatError
from commonweal.files import write_bytes_atomically


@contextlib.contextmanager
def without_root():
    """Give up for a while what only root may do, so that modes count."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(mine)


def test_a_new_file_is_written_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "case.toml"

    assert write_bytes_atomically(path, b"x = 1\n") == path

    assert path.read_bytes() == b"x = 1\n"
    assert os.listdir(tmp_path) == ["case.toml"]


def test_a_file_that_is_there_is_left_as_it_was(tmp_path):
    path = tmp_path / "case.toml"
    path.write_bytes(b"old")

    with pytest.raises(FileFormatError, match="already there") as refusal:
        write_bytes_atomically(path, b"new")

    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["case.toml"]
    assert "overwritten" in refusal.value.hint


def test_a_file_is_replaced_when_told_to(tmp_path):
    path = tmp_path / "case.toml"
    path.write_bytes(b"old")

    write_bytes_atomically(path, b"new", overwrite=True)

    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["case.toml"]


def test_told_to_overwrite_what_is_not_there_it_just_writes(tmp_path):
    write_bytes_atomically(tmp_path / "case.toml", b"new", overwrite=True)

    assert (tmp_path / "case.toml").read_bytes() == b"new"


def test_a_name_as_long_as_the_drive_allows_can_be_written(tmp_path):
    path = tmp_path / ("x" * 250 + ".toml")

    write_bytes_atomically(path, b"x")

    assert path.read_bytes() == b"x"


def test_a_folder_and_a_missing_folder_are_refused(tmp_path):
    with pytest.raises(FileFormatError, match="is a folder"):
        write_bytes_atomically(tmp_path, b"x")
    with pytest.raises(FileFormatError, match="There is no folder"):
        write_bytes_atomically(tmp_path / "nowhere" / "case.toml", b"x")

    assert os.listdir(tmp_path) == []


def test_a_failure_midway_leaves_the_old_file_and_no_rubbish(tmp_path):
    path = tmp_path / "case.toml"
    path.write_bytes(b"old")

    with pytest.raises(TypeError):
        write_bytes_atomically(path, "text, not bytes", overwrite=True)

    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["case.toml"]


def test_a_name_that_cannot_be_is_refused(tmp_path):
    with pytest.raises(FileFormatError, match="could not be written"):
        write_bytes_atomically(tmp_path / "case\0.toml", b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="no modes and links of this sort")
def test_modes_and_links_are_kept(tmp_path):
    path = tmp_path / "case.toml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)

    write_bytes_atomically(link, b"new", overwrite=True)

    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="no modes of this sort")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path):
    tmp_path.chmod(0o500)

    with without_root(), pytest.raises(FileFormatError, match="permission denied"):
        write_bytes_atomically(tmp_path / "case.toml", b"x")
