"""Synthetic support tickets and the conversations about them that the demo model is trained on.

All sentences are written for this project; nothing is taken from real mail. Whoever passes the same random generator
gets the same examples: the order of the random choices below is part of the format.
"""

import json
import random
from dataclasses import dataclass

PRODUCTS = [
    "router", "laptop", "invoice", "headset", "printer", "app", "website", "subscription", "camera", "phone",
    "tablet", "charger", "keyboard", "dashboard", "account", "order", "parcel", "monitor",
]

NAMES = [
    "Anna", "Ben", "Carla", "David", "Elif", "Farid", "Grace", "Hugo", "Ines", "Jonas",
    "Kim", "Lars", "Mia", "Noor", "Omar", "Priya", "Quinn", "Rosa", "Sam", "Tara",
]

# What customers write, by category. {p} is a product, {n} an amount or error number, {d} a number of days.
COMPLAINTS = {
    "billing": [
        "I was charged twice for my {p}",
        "the invoice for the {p} is wrong",
        "please refund the payment for my {p}",
        "my card was billed {n} euros for a {p} I did not order",
        "why did the price of the {p} go up to {n} euros",
    ],
    "shipping": [
        "my {p} has not arrived yet",
        "the {p} is {d} days late",
        "where is the {p} I ordered",
        "the tracking of my {p} has not moved for {d} days",
        "the parcel with the {p} was delivered to the wrong address",
    ],
    "technical": [
        "my {p} does not turn on",
        "the {p} crashes when I open it",
        "the {p} shows error {n}",
        "the {p} keeps losing the connection",
        "since the update the {p} is very slow",
    ],
    "account": [
        "I cannot log in to my account",
        "I forgot the password of my account",
        "please change the email of my account",
        "my account is locked after {d} attempts",
        "please delete my account",
    ],
    "feedback": [
        "I love the new {p}",
        "the {p} works great",
        "thank you for the quick help with my {p}",
        "the {p} is the best I ever had",
        "your team solved the problem with my {p} in {d} days",
    ],
}

# What the support desk answers.
ANSWERS = {
    "billing": [
        "we have checked the charge and will correct the invoice",
        "we will refund the payment within {d} days",
        "our billing team will review the amount today",
    ],
    "shipping": [
        "we have asked the carrier for an update",
        "we will send a new {p} if it does not arrive in {d} days",
        "your {p} is on its way and should arrive in {d} days",
    ],
    "technical": [
        "please restart the {p} and try again",
        "please install the latest update for the {p}",
        "our engineers are looking into error {n} on the {p}",
    ],
    "account": [
        "we have sent you a link to reset the password",
        "we have unlocked your account",
        "we will change your account within {d} days",
    ],
    "feedback": [
        "thank you for the kind words",
        "we are happy that you like the {p}",
        "we will share your feedback with the team",
    ],
}

CATEGORIES = list(COMPLAINTS)

# The sentence that carries the mood of a ticket.
MOODS = {
    "positive": ["keep up the good work", "I am very happy", "many thanks", "great job", "well done"],
    "neutral": ["can you help me", "please let me know", "thanks in advance", "what should I do", "please advise"],
    "negative": [
        "I am very angry",
        "this is unacceptable",
        "I am really disappointed",
        "this is the worst service",
        "I want an answer now",
    ],
}

PRIORITIES = {"positive": "low", "neutral": "normal", "negative": "high"}

SMALL_TALK = [
    ("Hello", "Hello! How can I help you?"),
    ("Hi", "Hello! How can I help you?"),
    ("Who are you?", "I am a tiny language model for support tickets."),
    ("Thank you", "You are welcome!"),
    ("ping", "pong"),
]


@dataclass
class Ticket:
    text: str  # what the customer wrote
    body: str  # the sentence that says what it is about
    category: str
    sentiment: str
    priority: str
    signature: str  # the customer's name, or empty
    reply: str  # what the support desk should do, without greeting

    @property
    def summary(self):
        return f"Customer: {self.body}."


def ticket(rng: random.Random) -> Ticket:
    """One ticket. The generator is asked in this order, always."""
    category = rng.choice(CATEGORIES)
    words = {"p": rng.choice(PRODUCTS), "n": rng.randint(10, 99), "d": rng.randint(2, 9)}
    name = rng.choice(NAMES)
    sentiment = "positive" if category == "feedback" else rng.choice(["negative", "neutral"])
    mood = rng.choice(MOODS[sentiment])
    body = rng.choice(COMPLAINTS[category]).format(**words)

    text = f"{body}. {mood}." if rng.random() < 0.7 else f"{mood}. {body}."
    if rng.random() < 0.3:
        text = f"Hello, {text}"
    signed = rng.random() < 0.4
    if signed:
        text = f"{text} {name}"

    return Ticket(
        text=capitalized(text),
        body=body,
        category=category,
        sentiment=sentiment,
        priority=PRIORITIES[sentiment],
        signature=name if signed else "",
        reply=rng.choice(ANSWERS[category]).format(**words),
    )


def example(rng: random.Random) -> tuple[str, str]:
    """One training example: what the user asks, and what the model should answer."""
    subject = ticket(rng)
    kind = rng.random()
    if kind < 0.45:
        return f"Classify this ticket: {subject.text}", classification(subject)
    if kind < 0.8:
        return f"Reply to this ticket: {subject.text}", mail(subject)
    if kind < 0.97:
        return f"Summarize this ticket: {subject.text}", subject.summary
    return rng.choice(SMALL_TALK)


def classification(subject: Ticket) -> str:
    fields = {"category": subject.category, "sentiment": subject.sentiment, "priority": subject.priority}
    return json.dumps(fields, separators=(",", ":"))


def mail(subject: Ticket) -> str:
    angry = subject.sentiment == "negative"
    opening = "we are sorry for the trouble." if angry else "thank you for your message."
    return f"Dear {subject.signature or 'customer'}, {opening} {capitalized(subject.reply)}."


def capitalized(text: str) -> str:
    """The first letter as a capital; unlike str.capitalize, the rest stays as it is."""
    return text[0].upper() + text[1:]
