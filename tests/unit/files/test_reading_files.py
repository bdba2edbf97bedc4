"""Reading files whole, and the refusals that say what to do."""

from __future__ import annotations

import contextlib
import os
import sys

import pytest

from commonweal.errors import FileFormatError
from commonweal.files import read_bytes, read_text


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


def test_a_file_is_read_whole(tmp_path):
    path = tmp_path / "case.toml"
    path.write_bytes(b"name = 'Ashby'\n")

    assert read_bytes(path) == b"name = 'Ashby'\n"
    assert read_bytes(str(path)) == b"name = 'Ashby'\n"


def test_a_missing_file_is_refused_and_its_near_neighbours_are_named(tmp_path):
    (tmp_path / "pennine-building-control.toml").write_text("x = 1")
    (tmp_path / "unrelated.csv").write_text("x")

    with pytest.raises(FileFormatError, match="There is no file") as refusal:
        read_bytes(tmp_path / "penine-building-control.toml")

    assert "pennine-building-control.toml" in refusal.value.hint
    assert "unrelated" not in refusal.value.hint
    assert refusal.value.place.file == str(tmp_path / "penine-building-control.toml")


def test_a_file_of_the_same_name_and_another_ending_is_suggested(tmp_path):
    (tmp_path / "a.xlsx").write_text("x")

    with pytest.raises(FileFormatError) as refusal:
        read_bytes(tmp_path / "A.toml")

    assert "a.xlsx" in refusal.value.hint


def test_a_missing_file_with_no_neighbour_says_so(tmp_path):
    with pytest.raises(FileFormatError) as refusal:
        read_bytes(tmp_path / "case.toml")

    assert "nothing in" in refusal.value.hint


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(FileFormatError) as refusal:
        read_bytes(tmp_path / "nowhere" / "case.toml")

    assert "no folder" in refusal.value.hint
    assert "nowhere" in refusal.value.hint


def test_a_folder_is_refused_and_a_file_in_it_suggested(tmp_path):
    (tmp_path / "case.toml").write_text("x = 1")

    with pytest.raises(FileFormatError, match="is a folder") as refusal:
        read_bytes(tmp_path)

    assert "case.toml" in refusal.value.hint


def test_an_empty_folder_is_refused_too(tmp_path):
    with pytest.raises(FileFormatError, match="is a folder"):
        read_bytes(tmp_path)


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "case.toml"
    path.touch()

    with pytest.raises(FileFormatError, match="is empty"):
        read_bytes(path)


def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_not(tmp_path):
    path = tmp_path / "case.toml"
    path.write_bytes(b"x" * 1_000)

    assert len(read_bytes(path, max_bytes=1_000)) == 1_000
    with pytest.raises(FileFormatError, match="can be read whole"):
        read_bytes(path, max_bytes=999)


def test_a_name_that_no_drive_can_hold_is_refused():
    with pytest.raises(FileFormatError, match="could not be read"):
        read_bytes("case\0.toml")
    with pytest.raises(FileFormatError, match=r"could not be read|no file"):
        read_bytes("x" * 5_000)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")

    with pytest.raises(FileFormatError, match="not an ordinary file"):
        read_bytes(tmp_path / "pipe.toml")


@pytest.mark.skipif(sys.platform == "win32", reason="no modes of this sort")
def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = tmp_path / "case.toml"
    path.write_text("x = 1")
    path.chmod(0)

    with without_root(), pytest.raises(FileFormatError, match="permission denied"):
        read_bytes(path)


def test_text_is_read_with_or_without_a_byte_order_mark(tmp_path):
    path = tmp_path / "case.toml"
    path.write_bytes("price = '£1'\r\n".encode())
    assert read_text(path) == "price = '£1'\r\n"

    path.write_bytes(b"\xef\xbb\xbf" + "price = '£1'".encode())
    assert read_text(path) == "price = '£1'"


def test_windows_text_is_refused_naming_byte_line_and_encoding(tmp_path):
    path = tmp_path / "spend.csv"
    path.write_bytes(b"supplier,amount\nA,1\nB,\xa3250\n")

    with pytest.raises(FileFormatError, match="byte 0xA3 at position 23") as refusal:
        read_text(path)

    assert refusal.value.place.line == 3
    assert "Windows-1252" in str(refusal.value)
    assert "UTF-8" in refusal.value.hint


def test_the_place_of_a_stray_byte_counts_the_byte_order_mark_as_the_file_does(tmp_path):
    path = tmp_path / "spend.csv"
    path.write_bytes(b"\xef\xbb\xbfab\x93")

    with pytest.raises(FileFormatError, match="byte 0x93 at position 6 "):
        read_text(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("name,£\n".encode("utf-16"), "UTF-16"),
        ("name = 'Ashby and Barton'\n".encode("utf-16-le"), "UTF-16"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x00\x01\x02\x03" * 50, "a binary file"),
    ],
)
def test_what_is_not_text_is_refused_by_its_own_name(tmp_path, data, words):
    path = tmp_path / "case.toml"
    path.write_bytes(data)

    with pytest.raises(FileFormatError, match=words):
        read_text(path)
