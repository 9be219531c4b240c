"""Writes examples/tickets.json: tickets for the demo, with the answers that the demo model is expected to give.

The seed is one that was used neither in training (7) nor in measuring the model (999). Always writes the same file.

    python3 tools/gateway/model/make_tickets.py
"""

import json
import random
from pathlib import Path

from data import ticket

SEED = 2026
COUNT = 24
TARGET = Path(__file__).resolve().parents[3] / "examples" / "tickets.json"


def row(number, subject):
    return {
        "id": f"ticket-{number:02}",
        "text": subject.text,
        "expected": {
            "summary": subject.summary,
            "category": subject.category,
            "sentiment": subject.sentiment,
            "priority": subject.priority,
        },
    }


if __name__ == "__main__":
    rng = random.Random(SEED)
    rows = [row(number, ticket(rng)) for number in range(1, COUNT + 1)]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(rows, indent="\t") + "\n", encoding="utf-8")
