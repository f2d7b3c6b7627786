"""The program as a process: entry points, imports, pipes, full disks and Ctrl-C."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def program(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run ``python -m verify``."""
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(
        [sys.executable, "-m", "verify", *arguments],
        text=True, timeout=60, env=ENVIRONMENT, **given,
    )  # fmt: skip


@pytest.mark.parametrize("module", ["theory", "verify", "verify.cli", "verify.verdict"])
def test_importing_does_not_load_sympy(module: str) -> None:
    code = f"import sys, {module}; sys.exit('sympy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["run", "--help"]])
def test_help_answers_without_sympy_and_names_what_there_is(arguments: list[str]) -> None:
    code = (
        "import sys; from verify import cli; "
        f"code = cli.invoke({arguments!r}); sys.exit(code or 'sympy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: warmproof")


def test_the_help_lists_every_command_and_the_exit_codes() -> None:
    text = program("--help").stdout
    for name in ("list", "show", "check", "problems", "bound", "run"):
        assert f"\n  {name} " in text
    assert "1 something refuted" in " ".join(text.split())


def test_the_version_is_told_installed_or_not() -> None:
    done = program("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("warmproof, version ")


def test_an_error_is_one_line_on_stderr_without_a_traceback() -> None:
    done = program("bound", "gradient_bound", "rho=0", "K0=1", "K=1", "gap=1", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "warmproof: gradient_bound needs rho > 0; got rho = 0. Raise rho.\n"


def test_progress_never_reaches_a_pipe() -> None:
    done = program("check", "power_monotone", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["summary"]["words"]["UNDECIDED"] == 0


@pytest.mark.parametrize("arguments", [["show", "energy_step"], ["show", "energy_step", "--json"]])
def test_a_reader_that_stops_early_gets_no_traceback(arguments: list[str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "verify", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT,
    )  # fmt: skip
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(60) == 141  # 128 + SIGPIPE, as other programs; 0 and 1 are verdicts


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_told_in_one_line() -> None:
    with open("/dev/full", "w") as full:
        done = program("show", "power_monotone", stdout=full)
    assert done.returncode == 2
    assert done.stderr == "warmproof: cannot write the output: No space left on device.\n"


def test_ctrl_c_keeps_what_a_long_run_has_done_and_leaves_with_130(tmp_path: Path) -> None:
    # 1/x from x = 1 with steps 1/1000 takes some 10^11 steps to the gap 1/1000.
    words = ["run", "--function", "1/x", "--vars", "x", "--K0", "2", "--K", "8", "--start", "x=1"]
    words += ["--schedule", "constant:1/1000", "--max-iterations", "1000000000", "--json"]
    trace = tmp_path / "trace.csv"
    terminal, stderr = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "verify", *words, "--trace", str(trace)],
        stdout=subprocess.PIPE, stderr=stderr, text=True, env={**ENVIRONMENT, "TERM": "xterm"},
        # Tests in the background may be told to ignore Ctrl-C, and would pass that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    os.close(stderr)
    shown = bytearray()
    running = threading.Event()

    def read() -> None:
        with contextlib.suppress(OSError):  # the terminal ends with the process
            while part := os.read(terminal, 4096):
                shown.extend(part)
                if b"step" in shown:
                    running.set()

    reader = threading.Thread(target=read)
    reader.start()
    try:
        assert running.wait(120), shown
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=120)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        reader.join(60)
        os.close(terminal)
    assert process.returncode == 130
    assert b"Traceback" not in shown
    document = json.loads(out)
    assert document["outcome"] == "the run was interrupted before the target was met"
    assert document["iterations"] > 0
    assert len(trace.read_text().splitlines()) == document["iterations"] + 2
