"""Writes tokenizers of whole words, for small policies over generated texts."""

import json
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers, processors

from longctx_export.errors import expect
from longctx_export.target import check_new

PAD, END, BEGIN, UNKNOWN = "<pad>", "<eos>", "<bos>", "<unk>"


def word_level(words, begin=False):
    """A tokenizer that cuts at white space and gives each word an id, control tokens first.

    It has no decoder, so texts come back with one blank between words. Other words are unknown.
    """
    controls = [PAD, END, *([BEGIN] if begin else []), UNKNOWN]
    vocabulary = {token: index for index, token in enumerate([*controls, *words])}
    for word in words:
        expect(word and not set(word) & set(" \t\r\n"), "words", "words without blanks", repr(word))
    count = len(controls) + len(words)
    expect(len(vocabulary) == count, "words", "each once, no control token", "some twice")
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.add_special_tokens(controls)
    if begin:
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{BEGIN} $A",
            pair=f"{BEGIN} $A {BEGIN} $B",
            special_tokens=[(BEGIN, vocabulary[BEGIN])],
        )
    return tokenizer


def write_word_level(target, words, begin=False):
    """Writes tokenizer.json and tokenizer_config.json into target, which must not exist."""
    target = Path(target)
    check_new(target)
    tokenizer = word_level(words, begin)
    target.mkdir(parents=True)
    tokenizer.save(str(target / "tokenizer.json"), pretty=False)
    config = {"eos_token": END, "pad_token": PAD, "unk_token": UNKNOWN}
    if begin:
        config["bos_token"] = BEGIN
    text = json.dumps(config, indent=1)
    (target / "tokenizer_config.json").write_text(text + "\n", encoding="utf-8")
