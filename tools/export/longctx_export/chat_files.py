"""What a language model's directory has beside the graph: tokenizer, chat template, its tokens."""

from longctx_export.config_json import ConfigJson
from longctx_export.errors import expect
from longctx_export.tokenizer import CheckedTokenizer

TOKENIZER, GENERATION = "tokenizer.json", "generation_config.json"
KEYS = {
    "tokenizer": TOKENIZER,
    "tokenizerConfig": "tokenizer_config.json",
    "chatTemplate": "chat_template.jinja",
}
"""The manifest's keys and the files that they name where the checkpoint has them."""


class ChatFiles:
    """The tokenizer's files of one directory, and the tokens that begin and end a text.

    The config is the model's, which may name end tokens.
    """

    def __init__(self, directory, config, vocabulary, tokenizer=None):
        self._directory = directory
        self._end_ids = config.get("eos_token_id")
        self._paths = {key: directory / name for key, name in KEYS.items()}
        if tokenizer:
            self._paths["tokenizer"] = tokenizer
        self._tokenizer = None
        if tokenizer or self._paths["tokenizer"].is_file():
            self._tokenizer = CheckedTokenizer(self._paths["tokenizer"])
            self._tokenizer.check(vocabulary, [])
        self._config = self._read("tokenizer_config.json")

    @property
    def present(self):
        """Paths by the manifest's keys; without a tokenizer the others are of no use."""
        if not self._tokenizer:
            return {}
        return {key: path for key, path in self._paths.items() if path.is_file()}

    def settings(self):
        """The manifest's keys about files and tokens."""
        settings = {key: KEYS[key] for key in self.present}
        begin = self.begin_token() if self._tokenizer else None
        if begin:
            settings["beginToken"] = begin
        settings["endTokens"] = self.end_tokens() if self._tokenizer else []
        return settings

    def begin_token(self):
        """The token that the tokenizer puts before a text."""
        token = self._tokenizer.first_added_token()
        adds = self._config.get("add_bos_token")
        if adds is False:
            return None
        if token is None and adds:
            token = self._configured("bos_token")
        return token and self._known(token, "bos_token")

    def end_tokens(self):
        """Those of generation_config.json, else of config.json, and the tokenizer's own."""
        ids = self._read(GENERATION).get("eos_token_id", self._end_ids)
        ids = ids if isinstance(ids, list) else [ids]
        tokens = [self._tokenizer.token(i, "eos_token_id") for i in ids if i is not None]
        own = self._configured("eos_token")
        if own:
            tokens.append(self._known(own, "eos_token"))
        return list(dict.fromkeys(tokens))

    def _known(self, token, what):
        found = self._tokenizer.has(token)
        expect(found, f"{self._directory} {what}", "a token of the tokenizer", repr(token))
        return token

    def _configured(self, key):
        """A token of tokenizer_config.json, which may be given with its settings."""
        token = self._config.get(key)
        return token.get("content") if isinstance(token, dict) else token

    def _read(self, name):
        path = self._directory / name
        return ConfigJson(path if path.is_file() else name, None if path.is_file() else {})
