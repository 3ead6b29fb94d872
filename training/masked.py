"""Masked language modelling with the encoder's own embeddings as the output layer."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from .learn import Forward, Loss
from .network import Shape, Tagger
from .windows import EOS, Batch

MASKED = 0.2  # of the pieces; of those 8 in 10 are hidden, 1 is another piece, 1 stays
ENDS = EOS  # pieces up to this id are padding and ends


class MaskedTagger(Tagger):
    """An encoder without heads that predicts hidden pieces."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape, {})
        self.dense = nn.Linear(shape.hidden, shape.hidden)
        self.norm_out = nn.LayerNorm(shape.hidden)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        """States [batch, length, hidden], turned towards the embeddings."""
        return (
            self.norm_out(functional.gelu(self.dense(self.states(ids)))),
            self.word.weight,
            self.bias,
        )


def masked_loss(vocabulary: int, device: torch.device) -> Loss:
    """Cross entropy of the pieces that were hidden; the last piece of the vocabulary hides."""
    generator = torch.Generator().manual_seed(1)

    def loss(run: Forward, batch: Batch) -> Tensor:
        ids = torch.from_numpy(batch.ids)
        draw = torch.rand(ids.shape, generator=generator)
        chosen = (draw < MASKED) & (ids > ENDS)
        shown = ids.clone()
        shown[chosen & (draw < MASKED * 0.8)] = vocabulary - 1
        others = torch.randint(ENDS + 2, vocabulary - 1, ids.shape, generator=generator)
        shown = torch.where(chosen & (draw > MASKED * 0.9), others, shown)
        where = chosen.to(device)
        with torch.autocast(device.type, torch.bfloat16):
            states, words, bias = run(shown.to(device))
            logits = functional.linear(states[where], words, bias)
        return functional.cross_entropy(logits.float(), ids.to(device)[where])

    return loss
