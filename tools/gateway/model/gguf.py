"""Writes a trained model as GGUF version 3, the file format of llama.cpp."""

import struct

import network
from tokenizer import BEGIN, END, SPECIAL_TOKENS, UNKNOWN

ALIGNMENT = 32

# Numbers of the format: types of metadata values, of tensors, and of tokens.
INT32, UINT32, FLOAT32, BOOL, STRING, ARRAY = 5, 4, 6, 7, 8, 9
TENSOR_F32, TENSOR_F16 = 0, 1
TOKEN_NORMAL, TOKEN_UNKNOWN, TOKEN_CONTROL, TOKEN_BYTE = 1, 2, 3, 6

# System messages are left out: the model has never seen one.
CHAT_TEMPLATE = (
    "{%- for m in messages -%}{%- if m['role'] != 'system' -%}"
    "{{- m['role'] + ': ' + m['content'] + '\\n' -}}"
    "{%- endif -%}{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- 'assistant:\\n' -}}{%- endif -%}"
)


def text(value):
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def padding(length):
    return b"\0" * (-length % ALIGNMENT)


ENCODERS = {
    STRING: text,
    UINT32: lambda value: struct.pack("<I", value),
    INT32: lambda value: struct.pack("<i", value),
    FLOAT32: lambda value: struct.pack("<f", value),
    BOOL: lambda value: struct.pack("<B", value),
}


def entry(key, kind, value):
    """One metadata entry; a list is written as an array of its kind."""
    if isinstance(value, list):
        head = struct.pack("<IIQ", ARRAY, kind, len(value))
        return text(key) + head + b"".join(map(ENCODERS[kind], value))
    return text(key) + struct.pack("<I", kind) + ENCODERS[kind](value)


def metadata(tokenizer):
    vocabulary_size = len(tokenizer.tokens)
    token_types = [TOKEN_UNKNOWN, TOKEN_CONTROL, TOKEN_CONTROL] + [TOKEN_BYTE] * 256
    token_types += [TOKEN_NORMAL] * (vocabulary_size - len(SPECIAL_TOKENS))
    return [
        entry("general.architecture", STRING, "llama"),
        entry("general.name", STRING, "tiny-support"),
        entry("general.license", STRING, "MIT"),
        entry("general.file_type", UINT32, TENSOR_F16),
        entry("llama.vocab_size", UINT32, vocabulary_size),
        entry("llama.context_length", UINT32, network.CONTEXT),
        entry("llama.embedding_length", UINT32, network.WIDTH),
        entry("llama.block_count", UINT32, network.LAYERS),
        entry("llama.feed_forward_length", UINT32, network.INNER_WIDTH),
        entry("llama.attention.head_count", UINT32, network.HEADS),
        entry("llama.attention.head_count_kv", UINT32, network.HEADS),
        entry("llama.attention.layer_norm_rms_epsilon", FLOAT32, network.EPSILON),
        entry("llama.rope.dimension_count", UINT32, network.HEAD_WIDTH),
        entry("llama.rope.freq_base", FLOAT32, network.ROPE_BASE),
        entry("tokenizer.ggml.model", STRING, "llama"),
        entry("tokenizer.ggml.tokens", STRING, tokenizer.tokens),
        entry("tokenizer.ggml.scores", FLOAT32, tokenizer.scores()),
        entry("tokenizer.ggml.token_type", INT32, token_types),
        entry("tokenizer.ggml.bos_token_id", UINT32, BEGIN),
        entry("tokenizer.ggml.eos_token_id", UINT32, END),
        entry("tokenizer.ggml.unknown_token_id", UINT32, UNKNOWN),
        entry("tokenizer.ggml.add_bos_token", BOOL, True),
        entry("tokenizer.ggml.add_eos_token", BOOL, False),
        entry("tokenizer.ggml.add_space_prefix", BOOL, False),
        entry("tokenizer.chat_template", STRING, CHAT_TEMPLATE),
    ]


def tensor(name, values, offset):
    """Description and bytes of one tensor. Matrices are stored with 16 bits, the few vectors with 32."""
    matrix = values.dim() > 1
    data = (values.half() if matrix else values.float()).contiguous().numpy().tobytes()
    shape = b"".join(struct.pack("<Q", size) for size in reversed(values.shape))
    kind = TENSOR_F16 if matrix else TENSOR_F32
    info = text(name) + struct.pack("<I", values.dim()) + shape + struct.pack("<IQ", kind, offset)
    return info, data + padding(len(data))


def write(path, model, tokenizer):
    """Writes the file and returns its size in bytes."""
    entries = metadata(tokenizer)
    infos, blobs, offset = [], [], 0
    for name, values in model.state_dict().items():
        info, blob = tensor(name, values.detach(), offset)
        infos.append(info)
        blobs.append(blob)
        offset += len(blob)
    head = b"GGUF" + struct.pack("<IQQ", 3, len(infos), len(entries)) + b"".join(entries) + b"".join(infos)
    head += padding(len(head))
    with open(path, "wb") as file:
        file.write(head + b"".join(blobs))
    return len(head) + offset
