"""Tasks at every size: their numbers, their chance, their data, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("sklearn")
# ruff: noqa: E402 - what needs torch comes after asking for it

from tests.verify.nets.data.planting import batch, plant_folder, plant_npz
from theory.errors import DomainError, WarmproofError
from verify.nets.tasks import NETS, SIZES, Task, make_task

pytestmark = [pytest.mark.extra("nets"), pytest.mark.extra("data")]


def small_text(path: Path, length: int = 3000) -> Path:
    path.write_text("".join(chr(97 + i * i % 17) for i in range(length)))
    return path


def losses(task: Task, *, seed: int, steps: int, eta: float) -> list[float]:
    model = task.build(seed)
    found = []
    for step in range(steps):
        loss = task.loss(model, task.batch(seed, step))
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(model.parameters(), gradients, strict=True):
                parameter -= eta * gradient
        found.append(loss.item())
    return found


@pytest.mark.parametrize(
    ("net", "title", "per_epoch"),
    [
        ("perceptron", "perceptron 64-32-10, 2,410 parameters, on the digits (1,297 pictures)", 20),
        (
            "resnet",
            "ResNet-18 of width 4, 44,550 parameters, on the digits (1,297 pictures)",
            20,
        ),
        ("gpt", "GPT of 2 blocks x 32, ", None),
    ],
)
def test_smoke_says_what_it_is(net: str, title: str, per_epoch: int | None) -> None:
    task = make_task(net, "smoke")
    assert task.title.startswith(title)
    assert per_epoch in (None, task.per_epoch)
    assert (task.net, task.size, task.f_lower, task.forward_dtype) == (net, "smoke", 0.0, None)
    assert 0 < task.warmup_steps < task.steps


@pytest.mark.parametrize(("net", "classes"), [("perceptron", 10), ("resnet", 10), ("gpt", None)])
def test_a_new_model_knows_nothing_and_learns(net: str, classes: int | None) -> None:
    """The first loss is about ln(classes), and a few steps lower it."""
    task = make_task(net, "smoke")
    found = losses(task, seed=1, steps=8, eta=task.peaks[0])
    if classes is not None:
        assert found[0] == pytest.approx(np.log(classes), rel=0.25)
    assert max(found[-3:]) < found[0]


@pytest.mark.parametrize("net", NETS)
def test_the_same_seed_gives_the_same_weights_and_leaves_chance_alone(net: str) -> None:
    task = make_task(net, "smoke")
    before = torch.get_rng_state()
    first, again, other = (task.build(seed).state_dict() for seed in (3, 3, 4))
    assert torch.equal(torch.get_rng_state(), before)
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert any(not torch.equal(first[name], other[name]) for name in first)
    assert task.build(3).training


@pytest.mark.parametrize("net", NETS)
def test_scores_are_for_a_model_that_was_not_trained_on_them(net: str) -> None:
    task = make_task(net, "smoke")
    model = task.build(0)
    for batches in (task.validation, task.test):
        scores = task.evaluate(model, batches)
        assert 0 < scores.loss < 6
        assert 0 <= scores.accuracy < 0.5


def test_no_part_of_the_digits_is_in_another() -> None:
    task = make_task("perceptron", "smoke")
    trained = {tuple(row.tolist()) for k in range(40) for row in task.batch(0, k)[0]}
    kept = {
        tuple(row.tolist())
        for batches in (task.validation, task.test)
        for inputs, _ in batches
        for row in inputs
    }
    assert len(kept) == 500
    assert not trained & kept


def test_pictures_of_one_s_own_change_the_network(tmp_path: Path) -> None:
    path = plant_npz(tmp_path / "mine.npz")
    task = make_task("resnet", "smoke", data=path, batch_size=9)
    assert task.title == "ResNet-18 of width 4, 44,424 parameters, on mine.npz (36 pictures)"
    assert (task.per_epoch, task.batch_size) == (4, 9)
    inputs, targets = task.batch(0, 0)
    assert inputs.shape == (9, 3, 32, 32)
    assert task.build(0)(inputs).shape == (9, 4)
    assert targets.max() < 4
    flat = make_task("perceptron", "smoke", data=path, batch_size=9)
    assert flat.build(0)(flat.batch(0, 0)[0]).shape == (9, 4)


def test_a_text_of_one_s_own_gives_its_alphabet(tmp_path: Path) -> None:
    task = make_task("gpt", "smoke", data=small_text(tmp_path / "mine.txt"))
    inputs, _ = task.batch(0, 0)
    assert inputs.shape == (8, 32)
    assert task.build(0)(inputs).shape == (8, 32, 9)
    assert task.title.endswith("on mine.txt (2,700 characters)")
    assert task.per_epoch == 2700 // (8 * 32)
    assert sum(len(targets) for _, targets in task.validation) == 149 // 32


def test_the_fingerprint_tells_data_and_batch_sizes_apart(tmp_path: Path) -> None:
    path, other = plant_npz(tmp_path / "a.npz"), plant_npz(tmp_path / "b.npz", y_test=[1] * 10)
    found = [
        make_task("resnet", size, data=data, batch_size=n).fingerprint
        for size, data, n in (("smoke", path, 9), ("small", path, 9), ("smoke", path, 8))
    ]
    assert found[0] == found[1] != found[2]
    assert make_task("resnet", "smoke", data=other, batch_size=9).fingerprint not in found


def test_small_takes_fewer_and_smaller_steps_on_pictures_of_one_s_own(tmp_path: Path) -> None:
    path = plant_npz(tmp_path / "mine.npz")
    own, digits = make_task("resnet", "small", data=path), make_task("resnet", "small")
    assert (own.batch_size, own.steps, own.warmup_steps) == (32, 200, 20)
    assert (digits.batch_size, digits.steps, digits.warmup_steps) == (64, 300, 30)
    assert "width 4" in own.title
    assert "width 8" in digits.title


def test_paper_is_what_lw_train(tmp_path: Path) -> None:
    count = 500
    folder = plant_folder(tmp_path / "cifar", batches=5, count=count)
    (folder / "test_batch.bin").write_bytes(batch(0, 300))
    resnet = make_task("resnet", "paper", data=folder)
    assert resnet.title == (
        "ResNet-18 of width 64, 11,173,962 parameters, on cifar (2,250 pictures)"
    )
    assert (resnet.batch_size, resnet.steps, resnet.warmup_steps) == (128, 35_100, 3_510)
    assert resnet.steps == 45_000 // 128 * 100
    assert resnet.forward_dtype == torch.bfloat16
    assert sum(len(targets) for _, targets in resnet.test) == 300
    gpt = make_task("gpt", "paper", data=small_text(tmp_path / "it.txt", 6000))
    assert gpt.title.startswith("GPT of 6 blocks x 384, 10,723,584 parameters")
    assert gpt.batch(0, 0)[0].shape == (64, 256)
    assert (gpt.steps, gpt.warmup_steps) == (600, 60)


@pytest.mark.parametrize(
    ("net", "size", "message"),
    [
        ("lstm", "smoke", "there is no net 'lstm'. Take one of perceptron, resnet, gpt."),
        ("gpt", "huge", "there is no size 'huge'. Take one of smoke, small, paper."),
        (
            "perceptron",
            "paper",
            "no paper trains a perceptron; got size paper. Take smoke or small.",
        ),
    ],
)
def test_an_unknown_net_or_size_is_refused(net: str, size: str, message: str) -> None:
    with pytest.raises(DomainError) as refused:
        make_task(net, size)
    assert str(refused.value) == message
    assert len(SIZES) == 3


@pytest.mark.parametrize(
    ("net", "batch_size", "message"),
    [
        (
            "perceptron",
            1298,
            "a batch needs 1 <= batch size <= 1,297, the number of training pictures; got 1298. "
            "Take another --batch-size, or more data.",
        ),
        (
            "resnet",
            1,
            "a batch needs 2 <= batch size <= 1,297, the number of training pictures; got 1. "
            "Take another --batch-size, or more data.",
        ),
        ("perceptron", 0, "a batch needs 1 <= batch size"),
        ("gpt", -3, "the number of places in the training text; got -3."),
    ],
)
def test_a_batch_that_cannot_be_is_refused(net: str, batch_size: int, message: str) -> None:
    with pytest.raises(DomainError) as refused:
        make_task(net, "smoke", batch_size=batch_size)
    assert message in str(refused.value)


def test_a_text_that_is_too_short_is_refused(tmp_path: Path) -> None:
    path = small_text(tmp_path / "short.txt", 659)
    with pytest.raises(DomainError) as refused:
        make_task("gpt", "smoke", data=path)
    assert str(refused.value) == (
        "a GPT with a context of 32 needs a text of at least 660 characters, a twentieth of them "
        "for the test; got 659 in short.txt. Give a longer text, or a smaller --size."
    )
    for length in range(660, 700):
        task = make_task("gpt", "smoke", data=small_text(path, length))
        assert len(task.validation) == len(task.test) == 1


@pytest.mark.parametrize(
    ("net", "data", "message"),
    [
        ("gpt", "pictures", "pictures are for --net resnet"),
        ("resnet", "text", "a text is for --net gpt"),
        ("perceptron", "nowhere", "there is no file or folder"),
    ],
)
def test_data_of_the_wrong_kind_are_refused(
    net: str, data: str, message: str, tmp_path: Path
) -> None:
    plant_folder(tmp_path / "pictures")
    small_text(tmp_path / "text")
    with pytest.raises(WarmproofError) as refused:
        make_task(net, "smoke", data=tmp_path / data)
    assert message in str(refused.value)
