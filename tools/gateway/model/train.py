"""Trains the demo model from random weights and writes it as GGUF. Only needed to make the file anew.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python3 train.py SECONDS FILE

One thread: with two, OpenMP and OpenBLAS get in each other's way and a step takes several times as long.
The number of steps depends on how many fit in the given seconds, so the bytes of the file do too.
"""

import argparse
import math
import random
import time

import torch
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_

import gguf
from data import example
from network import CONTEXT, LanguageModel
from tokenizer import BEGIN, END, Tokenizer

EXAMPLES_FOR_TOKENIZER = 20000
BATCH = 48
LEARNING_RATE = 2e-3
WARM_UP_STEPS = 50
# The model is asked for answers. What users write is learned too, but weighs little.
PROMPT_WEIGHT, ANSWER_WEIGHT = 0.1, 1.0


def conversation(rng):
    """The text before the answer, and the answer: the format that every prompt must have."""
    question, answer = example(rng)
    return f"user: {question}\nassistant:\n", answer


def learn_tokenizer(rng):
    return Tokenizer.learn(part for _ in range(EXAMPLES_FOR_TOKENIZER) for part in conversation(rng))


def batch(rng, tokenizer):
    """Tokens, the tokens that should follow them, and how much each of those weighs. Padding weighs nothing."""
    rows, weights = [], []
    for _ in range(BATCH):
        prompt_text, answer_text = conversation(rng)
        prompt = [BEGIN] + tokenizer.encode(prompt_text)
        answer = tokenizer.encode(answer_text) + [END]
        rows.append((prompt + answer)[:CONTEXT])
        weights.append(([PROMPT_WEIGHT] * len(prompt) + [ANSWER_WEIGHT] * len(answer))[:CONTEXT])
    longest = max(map(len, rows))
    tokens = torch.tensor([row + [END] * (longest - len(row)) for row in rows])
    weight = torch.tensor([row + [0.0] * (longest - len(row)) for row in weights])
    return tokens[:, :-1], tokens[:, 1:], weight[:, 1:]


def learning_rate(step, share):
    """Rises over the first steps, then falls along a cosine; `share` is the part of the time that has passed."""
    warm_up = min(1, (step + 1) / WARM_UP_STEPS)
    return LEARNING_RATE * warm_up * (0.5 * (1 + math.cos(math.pi * share)) + 0.02)


def train(model, tokenizer, rng, seconds):
    optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.95), weight_decay=0.05)
    step = 0
    start = time.time()
    while (elapsed := time.time() - start) < seconds:
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, elapsed / seconds)
        tokens, targets, weight = batch(rng, tokenizer)
        losses = functional.cross_entropy(model(tokens).flatten(0, 1), targets.flatten(), reduction="none")
        loss = (losses * weight.flatten()).sum() / weight.sum()
        optimizer.zero_grad()
        loss.backward()
        clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 100 == 0:
            print(step, round(loss.item(), 4), f"{elapsed:.0f}s", flush=True)
    print("steps", step, "final loss", loss.item())


def main():
    parser = argparse.ArgumentParser(description="Trains the demo model.")
    parser.add_argument("seconds", type=float)
    parser.add_argument("file")
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(1)
    rng = random.Random(7)
    tokenizer = learn_tokenizer(rng)
    model = LanguageModel(len(tokenizer.tokens))
    print("vocabulary", len(tokenizer.tokens), "parameters", sum(p.numel() for p in model.parameters()))
    train(model, tokenizer, rng, arguments.seconds)
    print("wrote", gguf.write(arguments.file, model, tokenizer), "bytes")


if __name__ == "__main__":
    main()
