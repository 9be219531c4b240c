"""A byte-pair tokenizer, learned from the training examples, that llama.cpp reads the same way from the model file."""

from collections import Counter

SPACE = "\u2581"  # stands for the space in front of a word, as in SentencePiece
UNKNOWN, BEGIN, END = 0, 1, 2
FIRST_BYTE = 3  # tokens 3 to 258 are the 256 single bytes, for everything that was not seen in training
SPECIAL_TOKENS = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]

MAX_MERGES = 500
RAREST_MERGE = 20
# Punctuation stays in tokens of its own, so that JSON can be cut anywhere a grammar wants it.
NEVER_MERGED = set('{}":,.')


class Tokenizer:
    """Tokens are numbered in the order of `tokens`. `ranks` says which merge comes first: the lowest."""

    def __init__(self, tokens, ranks):
        self.tokens = tokens
        self.ranks = ranks
        self.numbers = {token: number for number, token in enumerate(tokens)}
        self.known_words = {}

    @classmethod
    def learn(cls, texts):
        words = Counter(word for text in texts for line in text.split("\n") for word in words_of(line))
        letters = sorted({letter for word in words for letter in word})
        tokens = SPECIAL_TOKENS + letters
        pieces = {word: list(word) for word in words}
        ranks = {}
        for rank in range(MAX_MERGES):
            pair, count = most_frequent_pair(words, pieces)
            if count < RAREST_MERGE:
                break
            ranks["".join(pair)] = rank
            tokens.append("".join(pair))
            for word in pieces.values():
                merge_everywhere(word, pair)
        # Two merges can lead to the same token.
        return cls(list(dict.fromkeys(tokens)), ranks)

    def encode(self, text):
        numbers = []
        for index, line in enumerate(text.split("\n")):
            if index > 0:
                numbers.append(FIRST_BYTE + ord("\n"))
            for word in words_of(line):
                numbers += self.encode_word(word)
        return numbers

    def encode_word(self, word):
        if word not in self.known_words:
            self.known_words[word] = [number for piece in self.split(word) for number in self.numbers_of(piece)]
        return self.known_words[word]

    def split(self, word):
        """Merges the neighbours of lowest rank, the leftmost first, until none can be merged: llama.cpp's order."""
        pieces = list(word)
        while True:
            pairs = enumerate(map("".join, zip(pieces, pieces[1:])))
            best = min(((self.ranks[pair], place) for place, pair in pairs if pair in self.ranks), default=None)
            if best is None:
                return pieces
            _, place = best
            pieces[place : place + 2] = ["".join(pieces[place : place + 2])]

    def numbers_of(self, piece):
        if piece in self.numbers:
            return [self.numbers[piece]]
        return [FIRST_BYTE + byte for byte in piece.encode()]

    def scores(self):
        """What llama.cpp merges by: the highest score first. Letters are never the result of a merge."""
        first_letter = len(SPECIAL_TOKENS)
        return [
            float(-self.ranks[token]) if token in self.ranks else (-1e6 if number >= first_letter else 0.0)
            for number, token in enumerate(self.tokens)
        ]


def words_of(line):
    """The words of a line, each with the space in front of it."""
    return [(SPACE if index > 0 else "") + word for index, word in enumerate(line.split(" "))]


def most_frequent_pair(words, pieces):
    counts = Counter()
    for word, occurrences in words.items():
        for left, right in zip(pieces[word], pieces[word][1:]):
            if not NEVER_MERGED & set(left + right):
                counts[left, right] += occurrences
    return counts.most_common(1)[0]


def merge_everywhere(pieces, pair):
    """Merges each occurrence of the pair in one word, in place."""
    place = 0
    while place < len(pieces) - 1:
        if (pieces[place], pieces[place + 1]) == pair:
            pieces[place : place + 2] = ["".join(pair)]
        else:
            place += 1
