"""Checks that a tokenizer.json fits the checkpoint."""

import json

from tokenizers import Tokenizer

from longctx_export.errors import ExportError, expect


class CheckedTokenizer:
    def __init__(self, path):
        expect(path.is_file(), path, "a tokenizer.json", "no file")
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
            raw = json.loads(path.read_text(encoding="utf-8"))
        except Exception as error:  # tokenizers raises plain Exception
            raise ExportError(f"{path}: expected a tokenizer.json, found {error}") from error
        self._path = path
        added = raw.get("added_tokens", [])
        self._special = {t["content"] for t in added if t["special"]}
        self._added = {t["id"]: t["content"] for t in added}
        self._raw = raw
        self.unknown_token = raw["model"].get("unk_token")

    def check(self, vocab, special_tokens):
        highest = max(self._tokenizer.get_vocab(with_added_tokens=True).values())
        expect(highest < vocab, f"{self._path} highest id", f"below vocab_size ({vocab})", highest)
        for token in special_tokens:
            expect(token in self._special, f"{self._path} token {token}", "a special token", "none")

    def has(self, token):
        return self._tokenizer.token_to_id(token) is not None

    def token(self, token_id, what):
        """The token of an id as tokenizer.json spells it."""
        valid = isinstance(token_id, int) and not isinstance(token_id, bool) and token_id >= 0
        token = None
        if valid:  # the library gives added tokens as its normaliser would write them
            token = self._added.get(token_id) or self._tokenizer.id_to_token(token_id)
        expect(token is not None, what, f"an id of {self._path}", token_id)
        return token

    def first_added_token(self):
        """The special token that the post-processor puts before a text, or None."""
        post = self._raw.get("post_processor") or {}
        for processor in [post, *post.get("processors", [])]:
            if processor.get("type") != "TemplateProcessing":
                continue
            first = processor["single"][0].get("SpecialToken")
            if first:
                tokens = processor["special_tokens"][first["id"]]["tokens"]
                expect(len(tokens) == 1, f"{self._path} first token", "one token", tokens)
                return tokens[0]
        return None

    def first_ids(self, words):
        """The id of each word's first token, which stands for the word's category."""
        ids = {}
        for word in words:
            encoded = self._tokenizer.encode(word, add_special_tokens=False).ids
            expect(encoded, f"tag word {word!r}", "at least one token", "none")
            other = ids.setdefault(encoded[0], word)
            expect(
                other == word,
                f"tag words {other!r} and {word!r}",
                "different first tokens",
                f"id {encoded[0]} for both",
            )
        return tuple(ids)
