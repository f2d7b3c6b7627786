"""Fetching: whole and checked or not at all, from a server of the test's own."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from theory.errors import WarmproofError
from verify.nets.data import download
from verify.nets.data.download import CIFAR10, SHAKESPEARE, Source, cache_folder, fetch

CONTENT = bytes(range(256)) * 10


class Answers(BaseHTTPRequestHandler):
    """/whole gives all, /cut promises all and gives half, /long gives twice as much."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        content = {"/whole": CONTENT, "/cut": CONTENT, "/long": CONTENT * 2}.get(self.path)
        if content is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if self.path == "/cut" else content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server; the cache is the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "*")
    Answers.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as answering:
        thread = threading.Thread(target=answering.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{answering.server_port}"
        answering.shutdown()
        thread.join()


def source(url: str) -> Source:
    return Source("Letters", "letters.bin", url, len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


def kept() -> list[str]:
    return [path.name for path in cache_folder().iterdir()]


def test_it_is_fetched_once(server: str, tmp_path: Path) -> None:
    told: list[tuple[float, float | None, str]] = []
    path = fetch(source(f"{server}/whole"), lambda *what: told.append(what))
    assert path == tmp_path / "cache" / "warmproof" / "letters.bin"
    assert path.read_bytes() == CONTENT
    assert told[-1] == (2560, 2560, "fetching Letters")
    assert fetch(source(f"{server}/whole")) == path
    assert Answers.asked == ["/whole"]


def test_a_file_that_was_changed_is_fetched_again(server: str) -> None:
    path = fetch(source(f"{server}/whole"))
    path.write_bytes(CONTENT[:-1])
    assert fetch(source(f"{server}/whole")).read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("path", "got"), [("/cut", "only 1,280 bytes"), ("/long", "5,120 bytes or more")]
)
def test_other_bytes_are_refused_and_not_kept(path: str, got: str, server: str) -> None:
    wanted = source(f"{server}{path}")
    with pytest.raises(WarmproofError) as refused:
        fetch(wanted)
    assert str(refused.value) == (
        f"{server}{path} should give 2,560 bytes of Letters with sha256 {wanted.sha256[:8]}...; "
        f"got {got}. Try again, or fetch it some other way and name it with --data."
    )
    assert kept() == []


def test_the_same_number_of_other_bytes_is_refused(server: str) -> None:
    with pytest.raises(WarmproofError, match=r"got other bytes\. Try again"):
        fetch(replace(source(f"{server}/whole"), sha256="0" * 64))
    assert kept() == []


def test_a_missing_page_is_one_sentence(server: str) -> None:
    with pytest.raises(WarmproofError) as refused:
        fetch(source(f"{server}/nothing"))
    assert str(refused.value) == (
        f"cannot fetch Letters from {server}/nothing: Not Found. Fetch it some other way and name "
        "it with --data; smoke and small without --data need no network."
    )
    assert kept() == []


def test_without_a_network_it_is_one_sentence(server: str) -> None:
    nobody = "http://127.0.0.1:1/letters"
    with pytest.raises(WarmproofError) as refused:
        fetch(source(nobody))
    assert str(refused.value) == (
        f"cannot fetch Letters from {nobody}: Connection refused. Fetch it some other way and name "
        "it with --data; smoke and small without --data need no network."
    )


def test_a_silent_server_is_left(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(url: str) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(download, "_open", silent)
    with pytest.raises(WarmproofError, match=r"cannot fetch Letters from .*: timed out\. Fetch it"):
        fetch(source(server))


def test_an_interrupt_leaves_nothing(server: str) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(source(f"{server}/whole"), interrupt)
    assert kept() == []


def test_a_cache_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(WarmproofError) as refused:
        fetch(source("http://127.0.0.1:1/"))
    assert str(refused.value) == (
        f"cannot keep Letters in {tmp_path / 'file' / 'warmproof'}: Not a directory. Name another "
        "place with XDG_CACHE_HOME, or the data with --data."
    )


def test_the_sources_are_fetched_safely() -> None:
    for real in (CIFAR10, SHAKESPEARE):
        assert real.url.startswith("https://")
        assert len(bytes.fromhex(real.sha256)) == 32
