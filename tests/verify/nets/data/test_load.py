"""Which reader a path gets, what is read again, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.verify.nets.data.planting import batch, plant_archive, plant_folder, plant_npz
from theory.errors import WarmproofError
from verify.nets.data import load
from verify.nets.data.download import CIFAR10, SHAKESPEARE, Source
from verify.nets.data.load import load_pictures, load_text


def later(path: Path) -> None:
    """As if it had been written a second later."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 10**9))


def test_pictures_are_known_by_how_they_begin(tmp_path: Path) -> None:
    files = {"data_batch_1.bin": batch(0, 20), "test_batch.bin": batch(50, 5)}
    assert load_pictures(plant_folder(tmp_path / "folder")).name == "folder"
    assert load_pictures(plant_archive(tmp_path / "archive.bin", files)).name == "archive.bin"
    plant_npz(tmp_path / "it.npz").rename(tmp_path / "numbers")
    assert load_pictures(tmp_path / "numbers").name == "numbers"


def test_pictures_are_read_again_only_when_they_change(tmp_path: Path) -> None:
    path, folder = plant_npz(tmp_path / "it.npz"), plant_folder(tmp_path / "folder")
    first, second = load_pictures(path), load_pictures(folder)
    assert load_pictures(path) is first
    assert load_pictures(folder) is second
    later(path)
    later(folder / "data_batch_2.bin")
    assert load_pictures(path) is not first
    assert load_pictures(folder) is not second


def test_a_text_is_read_again_only_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "it.txt"
    path.write_text("a text " * 30, encoding="utf-8-sig")
    first = load_text(path)
    assert (first.name, first.alphabet) == ("it.txt", " aetx")
    assert load_text(path) is first
    later(path)
    assert load_text(path) is not first


@pytest.mark.parametrize("name", [None, "cifar10"])
def test_what_the_papers_use_is_fetched_by_name(
    name: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = {"data_batch_1.bin": batch(0, 20), "test_batch.bin": batch(50, 5)}
    files = {CIFAR10: plant_archive(tmp_path / "it.tar.gz", archive), SHAKESPEARE: tmp_path / "it"}
    files[SHAKESPEARE].write_text("to be or not to be" * 9)
    asked = []

    def fetch(source: Source, progress: object) -> Path:
        asked.append((source.title, progress))
        return files[source]

    monkeypatch.setattr(load, "fetch", fetch)
    told = lambda *_: None  # noqa: E731 - only its identity matters
    data = None if name is None else Path(name)
    assert load_pictures(data, paper=name is None, progress=told).name == "CIFAR-10"
    data = None if name is None else Path("shakespeare")
    assert load_text(data, paper=name is None, progress=told).name == "TinyShakespeare"
    assert asked == [("CIFAR-10", told), ("TinyShakespeare", told)]


def test_a_path_comes_before_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shakespeare").write_text("my own " * 20)
    assert load_text(Path("shakespeare")).name == "shakespeare"


def missing(path: Path) -> Path:
    return path


def text(path: Path) -> Path:
    path.write_text("no picture at all")
    return path


def latin(path: Path) -> Path:
    path.write_bytes("caf\xe9 au lait".encode("latin-1"))
    return path


def utf_16(path: Path) -> Path:
    path.write_bytes("wide".encode("utf-16-le"))
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (
            missing,
            "there is no file or folder PATH to read pictures from. Name one with --data, or leave "
            "--data out.",
        ),
        (
            text,
            "PATH holds no pictures that can be read: pictures come as .npz, or as CIFAR-10's "
            "binary version in a .tar.gz or a folder. Name one of these; a text is for --net gpt.",
        ),
        (
            folder,
            "PATH needs data_batch_*.bin and test_batch.bin of CIFAR-10's binary version; there is "
            "no data_batch_1.bin. Name the folder or the archive that has them.",
        ),
        (
            lambda path: Path("shakespeare"),
            "shakespeare is a text; this network reads pictures. Take cifar10.",
        ),
    ],
)
def test_what_is_no_picture_is_refused(plant: object, message: str, tmp_path: Path) -> None:
    path = plant(tmp_path / "it")
    with pytest.raises(WarmproofError) as refused:
        load_pictures(path)
    assert str(refused.value) == message.replace("PATH", str(path))


ARCHIVE = (
    "PATH is no text but a folder or an archive, as pictures come in. Name a text file in UTF-8; "
    "pictures are for --net resnet."
)


@pytest.mark.parametrize(
    ("plant", "message"),
    [
        (
            missing,
            "there is no file or folder PATH to read a text from. Name one with --data, or leave "
            "--data out.",
        ),
        (folder, ARCHIVE),
        (lambda path: plant_npz(path.with_suffix(".npz")), ARCHIVE),
        (lambda path: plant_archive(path, {}), ARCHIVE),
        (
            latin,
            "PATH is no text in UTF-8: byte 3 cannot be read. Save it as UTF-8, or name another "
            "file.",
        ),
        (
            utf_16,
            "PATH is no text: it has zero bytes in it. Save it as UTF-8, or name another file.",
        ),
        (
            lambda path: Path("cifar10"),
            "cifar10 are pictures; a GPT reads a text. Take shakespeare.",
        ),
    ],
)
def test_what_is_no_text_is_refused(plant: object, message: str, tmp_path: Path) -> None:
    path = plant(tmp_path / "it")
    with pytest.raises(WarmproofError) as refused:
        load_text(path)
    assert str(refused.value) == message.replace("PATH", str(path))


def test_a_name_that_is_too_long_is_one_sentence() -> None:
    with pytest.raises(WarmproofError, match=r"^cannot read a+\.\.\.: File name too long\. Name"):
        load_text(Path("a" * 5000))
