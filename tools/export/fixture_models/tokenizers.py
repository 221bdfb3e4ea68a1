"""Two small tokenizers with the settings of the families that longctx loads."""

import json
import re
import string
from collections import Counter

from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)

from fixture_models.corpus import CHINESE

CHATML_TOKENS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
BERT_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
QWEN2_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""Qwen2's word pattern: part of the format, a tokenizer with another one cuts text differently."""


def byte_level_bpe(texts, size=512):
    """Qwen2's settings: NFC, no added prefix space, special tokens behind the ordinary ones."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(QWEN2_WORDS), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=False, use_regex=False),
        ]
    )
    tokenizer.post_processor = processors.ByteLevel(
        add_prefix_space=False, trim_offsets=False, use_regex=False
    )
    tokenizer.decoder = decoders.ByteLevel(
        add_prefix_space=False, trim_offsets=False, use_regex=False
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size - len(CHATML_TOKENS),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    # The Chinese text is short: repeated, so that some of its characters become tokens.
    tokenizer.train_from_iterator([*texts, CHINESE * 20], trainer)
    tokenizer.add_special_tokens(CHATML_TOKENS)
    return tokenizer


def word_piece(texts, size):
    """BERT's settings, lower-casing; characters outside ASCII are unknown."""
    vocabulary = {token: index for index, token in enumerate(_pieces(texts, size))}
    tokenizer = Tokenizer(
        models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100)
    )
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens(BERT_TOKENS)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(token, vocabulary[token]) for token in ["[CLS]", "[SEP]"]],
    )
    return tokenizer


def _pieces(texts, size):
    """Special tokens, ASCII, beginnings and endings, then the most frequent words.

    The library's own WordPiece trainer gives another vocabulary at each run.
    """
    words = Counter(re.findall("[a-z]+", "\n".join(texts).lower()))
    starts, ends = Counter(), Counter()
    for word in words:
        for length in range(2, min(5, len(word))):
            starts[word[:length]] += 1
            ends["##" + word[-length:]] += 1
    letters = string.ascii_lowercase + string.digits
    tokens = [*BERT_TOKENS, *letters, *string.punctuation, *("##" + c for c in letters)]
    tokens += [*_most_frequent(starts, 150), *_most_frequent(ends, 250)]
    unique = dict.fromkeys([*tokens, *_most_frequent(words, len(words))])
    return list(unique)[:size]


def _most_frequent(counter, count):
    return sorted(counter, key=lambda token: (-counter[token], token))[:count]


def shortened_bpe(path, size, special_tokens, tokens=()):
    """A byte-level BPE's first merges only, with other added tokens behind them."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    kept = size - len(special_tokens) - len(tokens)
    model = raw["model"]
    model["vocab"] = {token: i for token, i in model["vocab"].items() if i < kept}
    model["merges"] = [pair for pair in model["merges"] if "".join(pair) in model["vocab"]]
    raw["added_tokens"] = []
    tokenizer = Tokenizer.from_str(json.dumps(raw))
    tokenizer.add_special_tokens(list(special_tokens))
    tokenizer.add_tokens([AddedToken(token, normalized=False) for token in tokens])
    return tokenizer


def with_begin_token(tokenizer, token):
    """Puts the token before every text, as Llama 3's tokenizer does."""
    template = processors.TemplateProcessing(
        single=f"{token} $A",
        pair=f"{token} $A {token} $B",
        special_tokens=[(token, tokenizer.token_to_id(token))],
    )
    tokenizer.post_processor = processors.Sequence([tokenizer.post_processor, template])
    return tokenizer
