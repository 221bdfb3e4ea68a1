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
        self._special = {t["content"] for t in raw.get("added_tokens", []) if t["special"]}
        self.unknown_token = raw["model"].get("unk_token")

    def check(self, vocab, special_tokens):
        highest = max(self._tokenizer.get_vocab(with_added_tokens=True).values())
        expect(highest < vocab, f"{self._path} highest id", f"below vocab_size ({vocab})", highest)
        for token in special_tokens:
            expect(token in self._special, f"{self._path} token {token}", "a special token", "none")

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
