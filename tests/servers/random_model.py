"""The worst reader in the world: a llama model of random weights, written as a GGUF file in a tenth of a second.

Two layers, 64 dimensions, a byte-level vocabulary. Decoding under the Reading's grammar, it gives answers of the
right form and no sense at all, which is what a brief must survive.

    python -m tests.servers.random_model FILE
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

DIMENSIONS: Final = 64
HEADS: Final = 4
LAYERS: Final = 2
HIDDEN: Final = 128
CONTEXT: Final = 32_768
SPECIALS: Final = ("<s>", "<|im_start|>", "<|im_end|>")
MERGES: Final = ("t h", "th e")
TEMPLATE: Final = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def byte_tokens() -> Iterator[str]:
    """The 256 bytes as GPT-2's vocabulary spells them: printable ones as themselves, others moved past 255."""
    moved = 256
    for byte in range(256):
        if 33 <= byte <= 126 or 161 <= byte <= 172 or 174 <= byte <= 255:
            yield chr(byte)
        else:
            yield chr(moved)
            moved += 1


def write(path: Path, *, seed: int = 0) -> Path:
    """Write the model to `path`. Equal seeds give equal files. Needs `gguf` and `numpy`."""
    import gguf
    import numpy as np

    rng = np.random.default_rng(seed)
    tokens = [*byte_tokens(), "th", "the", *SPECIALS]
    kinds = [gguf.TokenType.NORMAL] * 258 + [gguf.TokenType.CONTROL] * len(SPECIALS)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("random")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(DIMENSIONS)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(DIMENSIONS // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(list(MERGES))
    writer.add_bos_token_id(258)
    writer.add_eos_token_id(260)
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE)

    def matrix(rows: int, columns: int) -> Any:
        return (rng.standard_normal((rows, columns)) / columns**0.5).astype(np.float32)

    # The first of the dimensions carries the same value through all layers, so that the first column of the
    # output is a bias for each token: printable ASCII likely, the rest hardly ever.
    embedding = matrix(len(tokens), DIMENSIONS)
    embedding[:, 0] = 4.0
    writer.add_tensor("token_embd.weight", embedding)
    for layer in range(LAYERS):
        shapes = {
            "attn_q": (DIMENSIONS, DIMENSIONS),
            "attn_k": (DIMENSIONS, DIMENSIONS),
            "attn_v": (DIMENSIONS, DIMENSIONS),
            "attn_output": (DIMENSIONS, DIMENSIONS),
            "ffn_gate": (HIDDEN, DIMENSIONS),
            "ffn_up": (HIDDEN, DIMENSIONS),
            "ffn_down": (DIMENSIONS, HIDDEN),
        }
        for name, shape in shapes.items():
            weights = matrix(*shape)
            if name in {"attn_output", "ffn_down"}:
                weights[0, :] = 0.0
            writer.add_tensor(f"blk.{layer}.{name}.weight", weights)
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{name}.weight", np.ones(DIMENSIONS, dtype=np.float32))
    writer.add_tensor("output_norm.weight", np.ones(DIMENSIONS, dtype=np.float32))
    output = matrix(len(tokens), DIMENSIONS)
    likely = np.array([32 <= byte <= 126 for byte in range(256)] + [True, True, False, False, False])
    output[:, 0] = np.where(likely, 0.0, -8.0)
    # Items are opened often enough to be there, and strings closed often enough to end.
    for byte, bias in ((b'"', 1.6), (b"{", 1.0), (b"]", 0.7), (b",", 0.3)):
        output[byte[0], 0] = bias
    writer.add_tensor("output.weight", output)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
