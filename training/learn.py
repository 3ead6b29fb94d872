"""The training loop: groups of learning rates, schedule, checkpoints, resume, averaging."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm

from .network import Tagger
from .windows import Batch

Epoch = Callable[[random.Random], Iterable[Batch]]
Forward = Callable[[Tensor], tuple[Tensor, ...]]
Loss = Callable[[Forward, Batch], Tensor]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: peak rate, its factors, how often to write checkpoints, how many to keep.

    `hurry` ends a run after so many minutes (0: never), rates falling in time; `eager` does
    without a C++ compiler, at half the speed.
    """

    steps: int
    rate: float = 3e-4
    head_factor: float = 5.0
    layer_decay: float = 0.9
    warmup: float = 0.06
    floor: float = 0.05
    decay: float = 0.01
    every: int = 200
    keep: int = 5
    seed: int = 1
    hurry: float = 0.0
    eager: bool = False
    weights: dict[str, float] = field(default_factory=dict)


def groups(tagger: Tagger, plan: Plan) -> list[dict[str, object]]:
    """Parameters with their rates: lower layers learn slower, heads faster."""
    top = tagger.shape.layers
    found: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, weight in tagger.named_parameters():
        if not weight.requires_grad:
            continue
        depth = int(name.split(".")[1]) + 1 if name.startswith("blocks.") else 0
        factor = plan.layer_decay ** (top - depth)
        factor = plan.head_factor if name.startswith("heads.") else factor
        found.setdefault((factor, plan.decay if weight.ndim > 1 else 0.0), []).append(weight)
    return [
        {
            "params": weights,
            "lr": plan.rate * factor,
            "peak": plan.rate * factor,
            "weight_decay": decay,
        }
        for (factor, decay), weights in found.items()
    ]


def share(progress: float, plan: Plan) -> float:
    """The part of the peak rate at a progress of 0 to 1: linear up, linear down to the floor."""
    if progress < plan.warmup:
        return (progress + 1 / plan.steps) / (plan.warmup + 1 / plan.steps)
    left = max(0.0, (1 - progress) / (1 - plan.warmup))
    return plan.floor + (1 - plan.floor) * left


def targets(batch: Batch, labels: int, device: torch.device) -> Tensor:
    """Targets as probabilities [units, labels]; one-hot where the target is a label."""
    rows = np.zeros((len(batch.rows), labels), dtype=np.float32)
    units = (unit for window in batch.windows for unit in window.units)
    for i, unit in enumerate(units):
        if isinstance(unit.target, int):
            rows[i, unit.target] = 1.0
        else:
            rows[i] = unit.target
    return torch.from_numpy(rows).to(device)


def label_loss(names: Sequence[str], device: torch.device) -> Loss:
    """Cross entropy at the first pieces; a batch speaks for the heads that its source names.

    The source is a head, or several joined by "+", whose targets then stand side by side.
    """

    def loss(run: Forward, batch: Batch) -> Tensor:
        ids = torch.from_numpy(batch.ids).to(device)
        with torch.autocast(device.type, torch.bfloat16):
            outputs = run(ids)
        heads = batch.windows[0].source.split("+")
        chosen = [outputs[names.index(h)][batch.rows, batch.columns].float() for h in heads]
        widths = [c.shape[1] for c in chosen]
        wanted = torch.split(targets(batch, sum(widths), device), widths, 1)
        pairs = zip(chosen, wanted, strict=True)
        return torch.stack([functional.cross_entropy(logits, goal) for logits, goal in pairs]).sum()

    return loss


def endless(epoch: Epoch, seed: int, done: int) -> Iterator[Batch]:
    """Batches of epoch after epoch; those already learned from are passed over."""
    number, seen = 0, 0
    while True:
        for item in epoch(random.Random(f"{seed}-{number}")):
            seen += 1
            if seen > done:
                yield item
        number += 1


def checkpoint(tagger: Tagger, optimiser: torch.optim.Optimizer, step: int, folder: Path) -> None:
    """Write weights and the optimiser's moments as safetensors."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {f"model.{k}": v.contiguous() for k, v in tagger.state_dict().items()}
    for i, state in optimiser.state_dict()["state"].items():
        tensors |= {f"state.{i}.{k}": torch.as_tensor(v).contiguous() for k, v in state.items()}
    # Complete or absent: a run may be stopped at any moment.
    save_file(tensors, folder / "part")
    (folder / "part").rename(folder / f"{step:07d}.safetensors")


def resume(tagger: Tagger, optimiser: torch.optim.Optimizer, folder: Path) -> int:
    """Take up the newest checkpoint; the step it was written at, 0 without one."""
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        return 0
    tensors = load_file(files[-1])
    tagger.load_state_dict({k[6:]: v for k, v in tensors.items() if k.startswith("model.")})
    state: dict[int, dict[str, Tensor]] = {}
    for name, value in tensors.items():
        if name.startswith("state."):
            _, number, key = name.split(".")
            state.setdefault(int(number), {})[key] = value
    # Rates are the plan's, not those of the run before.
    optimiser.load_state_dict(optimiser.state_dict() | {"state": state})
    return int(files[-1].stem)


def averaged(folder: Path, keep: int) -> dict[str, Tensor]:
    """The mean of the weights of the last checkpoints."""
    files = sorted(folder.glob("*.safetensors"))[-keep:]
    total: dict[str, Tensor] = {}
    for file in files:
        for name, value in load_file(file).items():
            if name.startswith("model."):
                total[name[6:]] = total.get(name[6:], torch.zeros_like(value)) + value / len(files)
    return total


def prune(folder: Path, keep: int) -> None:
    """Delete all but the last checkpoints."""
    for file in sorted(folder.glob("*.safetensors"))[:-keep]:
        file.unlink()


def train(tagger: Tagger, epoch: Epoch, plan: Plan, folder: Path, loss: Loss) -> None:
    """Train up to plan.steps (or plan.hurry minutes), then load the averaged weights.

    The tagger stays on the device it is on; a run that was stopped goes on from its checkpoint.
    """
    torch.manual_seed(plan.seed)
    tagger.train()
    optimiser = torch.optim.AdamW(groups(tagger, plan), fused=True, betas=(0.9, 0.98))
    done = resume(tagger, optimiser, folder)
    run: Forward = tagger if plan.eager else torch.compile(tagger, dynamic=False)
    batches = endless(epoch, plan.seed, done)
    began, mean = time.monotonic(), 0.0
    bar = tqdm(range(done, plan.steps), total=plan.steps, initial=done, mininterval=10)
    for step in bar:
        item = next(batches)
        worth = plan.weights.get(item.windows[0].source, 1.0)
        spent = (time.monotonic() - began) / 60 / plan.hurry if plan.hurry else 0.0
        rate = share(max(step / plan.steps, spent), plan)
        now = learned(tagger, optimiser, loss(run, item) * worth, rate)
        mean = now if step == done else 0.99 * mean + 0.01 * now
        bar.set_postfix(loss=f"{mean:.4f}", refresh=False)
        if (step + 1) % plan.every == 0 or step + 1 == plan.steps or spent >= 1:
            checkpoint(tagger, optimiser, step + 1, folder)
            prune(folder, plan.keep)
        if spent >= 1:
            break
    tagger.load_state_dict(averaged(folder, plan.keep))


def learned(
    tagger: Tagger, optimiser: torch.optim.Optimizer, loss: Tensor, rate_share: float
) -> float:
    """One step down the gradient; the loss as a number."""
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * rate_share
    torch.autograd.backward(loss)
    nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad()
    return loss.item()
