"""The options that the commands for networks share, and what they stand for.

A command takes ``@network_options()`` and ``@folder_options``, asks ``need_torch`` first, then
``open_folder`` and ``load_task``.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from theory.errors import DomainError, WarmproofError
from verify.cli.output import Progress

NETS = ("perceptron", "resnet", "gpt")
SIZES = ("smoke", "small", "paper")
"""As in ``verify.nets.tasks``, which is not loaded for a help text."""

DEFAULTS = {"net": "perceptron", "size": "smoke", "device": "cpu", "seed": 0}

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def network_options(more: Sequence[str] = ()) -> Decorator:
    """Add ``--net --size --data --device --seed --batch-size`` to a command.

    Args:
        more: names that its ``--net`` takes beside `NETS`.
    """
    options = (
        click.option(
            "--net",
            type=click.Choice((*NETS, *more)),
            default=DEFAULTS["net"],
            show_default=True,
            help="Which network.",
        ),
        click.option(
            "--size",
            type=click.Choice(SIZES),
            default=DEFAULTS["size"],
            show_default=True,
            help="Seconds, minutes on two cores, or the papers' own settings on a GPU.",
        ),
        click.option(
            "--data",
            metavar="PATH",
            help="Pictures (.npz, CIFAR-10's binary version) or a text; cifar10 and shakespeare "
            "are fetched.  [default: by size]",
        ),
        click.option(
            "--device",
            metavar="NAME",
            default=DEFAULTS["device"],
            show_default=True,
            help="cpu, or cuda for a GPU.",
        ),
        click.option(
            "--seed",
            type=click.IntRange(min=0),
            default=DEFAULTS["seed"],
            show_default=True,
            help="Of the weights and of the order of the data.",
        ),
        click.option(
            "--batch-size",
            type=click.IntRange(min=1),
            metavar="N",
            help="Examples in a batch.  [default: by size]",
        ),
    )

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def folder_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--out DIR`` and ``--resume`` to a command."""
    out = click.option("--out", metavar="DIR", help="Keep all that comes out in this folder.")
    resume = click.option("--resume", is_flag=True, help="Go on from what --out holds.")
    return out(resume(command))


def need_torch() -> None:
    """Refuse to go on without torch.

    Raises:
        WarmproofError: it is not installed.
    """
    if find_spec("torch") is None:
        raise WarmproofError(
            "this command needs torch, which is not installed. "
            "Install it with: pip install 'warmproof[nets]'."
        )


def load_task(options: dict[str, Any], bar: Progress | None = None) -> tuple[Any, Any]:
    """The task that the options name, and the device, which is looked for first.

    Args:
        options: the command's.
        bar: shows a download.

    Returns:
        A `verify.nets.tasks.Task` and a `torch.device`.

    Raises:
        WarmproofError: there is no such device, or something is wrong with the data.
    """
    from verify.nets.device import choose_device
    from verify.nets.tasks import make_task

    device = choose_device(options["device"])
    data = options["data"]
    if data == "":
        raise DomainError("--data is empty; name a file, or leave it out.")
    return (
        make_task(
            options["net"],
            options["size"],
            data=None if data is None else Path(data),
            batch_size=options["batch_size"],
            progress=None if bar is None else bar.update,
        ),
        device,
    )


def network_words(options: dict[str, Any]) -> list[str]:
    """The words of a command line that name the same network, data and device.

    >>> same = {"data": None, "batch_size": None}
    >>> network_words({"net": "gpt", "size": "smoke", "device": "cpu", "seed": 1, **same})
    ['--net', 'gpt', '--seed', '1']
    """
    words = []
    for name in ("net", "size", "data", "device", "seed", "batch_size"):
        if options[name] is not None and options[name] != DEFAULTS.get(name):
            words += [f"--{name.replace('_', '-')}", str(options[name])]
    return words


def command_line(words: Sequence[str]) -> str:
    """Words as a shell takes them, after ``warmproof net``."""
    return shlex.join(["warmproof", "net", *words])


def open_folder(out: str | None, resume: bool, *, state: str) -> Path | None:
    """The folder of ``--out``, made if it is missing.

    Args:
        out: as given.
        resume: whether to go on from it.
        state: the file (or folder) in it without which there is nothing to go on from.

    Returns:
        The folder, or None where none was asked for.

    Raises:
        WarmproofError: it is no folder, holds something already, holds nothing to go on from, or
            cannot be made or written to.
    """
    if out is None:
        if resume:
            raise DomainError("--resume goes on from a folder; name it with --out.")
        return None
    if not out:
        raise DomainError("--out is empty; name a folder.")
    folder = Path(out)
    if folder.exists() and not folder.is_dir():
        raise DomainError(f"{out} is a file; --out needs a folder. Name another one.")
    if resume and not (folder / state).exists():
        raise DomainError(f"there is no {state} in {out} to go on from; begin without --resume.")
    if not resume and folder.exists() and any(folder.iterdir()):
        raise DomainError(
            f"{out} is not empty; go on from it with --resume, or name another folder."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failed:
        raise WarmproofError(f"cannot make the folder {out}: {failed.strerror}.") from None
    from verify.files import check_writable

    check_writable(folder / state)
    return folder
