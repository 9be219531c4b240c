"""The network: a llama in miniature. Members are named as llama.cpp names the tensors in a model file."""

import math

import torch
from torch import nn
from torch.nn import functional

WIDTH = 128
LAYERS = 4
HEADS = 4
HEAD_WIDTH = WIDTH // HEADS
INNER_WIDTH = 352
CONTEXT = 192
EPSILON = 1e-5
ROPE_BASE = 10000.0

_frequencies = ROPE_BASE ** (-torch.arange(0, HEAD_WIDTH, 2).float() / HEAD_WIDTH)
_angles = torch.outer(torch.arange(CONTEXT).float(), _frequencies)
COS, SIN = _angles.cos(), _angles.sin()

# No token looks at a later one.
FUTURE = torch.full((CONTEXT, CONTEXT), float("-inf")).triu(1)


def linear(inputs, outputs):
    return nn.Linear(inputs, outputs, bias=False)


def rotate(x):
    """Rotary position embedding over neighbouring pairs: the kind llama.cpp expects of this architecture."""
    even, odd = x[..., 0::2], x[..., 1::2]
    cos, sin = COS[: x.size(2)], SIN[: x.size(2)]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


class RootMeanSquareNorm(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(WIDTH))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * self.weight


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.attn_norm = RootMeanSquareNorm()
        self.ffn_norm = RootMeanSquareNorm()
        self.attn_q = linear(WIDTH, WIDTH)
        self.attn_k = linear(WIDTH, WIDTH)
        self.attn_v = linear(WIDTH, WIDTH)
        self.attn_output = linear(WIDTH, WIDTH)
        self.ffn_gate = linear(WIDTH, INNER_WIDTH)
        self.ffn_up = linear(WIDTH, INNER_WIDTH)
        self.ffn_down = linear(INNER_WIDTH, WIDTH)

    def forward(self, x):
        x = x + self.attention(self.attn_norm(x))
        return x + self.feed_forward(self.ffn_norm(x))

    def attention(self, x):
        batch, length, _ = x.shape

        def by_head(y):
            return y.view(batch, length, HEADS, HEAD_WIDTH).transpose(1, 2)

        query, key, value = rotate(by_head(self.attn_q(x))), rotate(by_head(self.attn_k(x))), by_head(self.attn_v(x))
        weights = (query @ key.transpose(-1, -2)) / math.sqrt(HEAD_WIDTH) + FUTURE[:length, :length]
        mixed = weights.softmax(-1) @ value
        return self.attn_output(mixed.transpose(1, 2).reshape(batch, length, WIDTH))

    def feed_forward(self, x):
        return self.ffn_down(functional.silu(self.ffn_gate(x)) * self.ffn_up(x))


class LanguageModel(nn.Module):
    def __init__(self, vocabulary_size):
        super().__init__()
        self.token_embd = nn.Embedding(vocabulary_size, WIDTH)
        self.blk = nn.ModuleList(Block() for _ in range(LAYERS))
        self.output_norm = RootMeanSquareNorm()
        self.output = linear(WIDTH, vocabulary_size)
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=0.05)

    def forward(self, tokens):
        x = self.token_embd(tokens)
        for block in self.blk:
            x = block(x)
        return self.output(self.output_norm(x))
