"""Rotary position embeddings: how fast each pair of dimensions turns, as transformers has it."""

import math

import numpy as np

from longctx_export.errors import expect

NUMBERS = {
    "default": (),
    "linear": ("factor",),
    "llama3": ("factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings"),
    "yarn": ("factor",),
}
"""The kinds of scaling that are understood and the numbers that each needs."""
YARN_OPTIONS = ("attention_factor", "beta_fast", "beta_slow", "original_max_position_embeddings")


def default_frequencies(theta, size):
    """Radians per position of each pair of dimensions, [size / 2], float32."""
    exponents = np.arange(0, size, 2, dtype=np.float32) / np.float32(size)
    return (1.0 / np.float32(theta) ** exponents).astype(np.float32)


class Rope:
    """RoPE of one model; where says which file the settings come from."""

    def __init__(self, settings, max_positions, where):
        self._settings, self._where = settings, where
        self.kind = settings["rope_type"]
        expect(self.kind in NUMBERS, f"{where} rope_type", sorted(NUMBERS), self.kind)
        partial = settings.get("partial_rotary_factor") or 1
        expect(partial == 1, f"{where} partial_rotary_factor", "1 or absent", partial)
        self.theta = self._number("rope_theta")
        for key in NUMBERS[self.kind]:
            expect(self._number(key) > 0, f"{where} {key}", "above 0", settings[key])
        self._original = settings.get("original_max_position_embeddings") or max_positions
        if self.kind == "yarn":
            self._check_yarn()
        if self.kind == "llama3":
            low, high = settings["low_freq_factor"], settings["high_freq_factor"]
            expect(high > low, f"{where} high_freq_factor", f"above low_freq_factor ({low})", high)

    def _number(self, key):
        value = self._settings.get(key)
        valid = isinstance(value, (int, float)) and not isinstance(value, bool)
        expect(valid and math.isfinite(value), f"{self._where} {key}", "a number", value)
        return float(value)

    def _check_yarn(self):
        for key in YARN_OPTIONS:
            if self._settings.get(key) is not None:
                expect(self._number(key) > 0, f"{self._where} {key}", "above 0", 0)
        for key in ["mscale", "mscale_all_dim"]:
            found = self._settings.get(key)
            expect(found is None, f"{self._where} {key}", "absent", found)

    @property
    def positions(self):
        """The most positions that scaling reaches, or None where the kind doesn't say."""
        if self.kind != "yarn":
            return None
        return int(self._original * self._settings["factor"])

    @property
    def attention_factor(self):
        """What cosines and sines are multiplied by."""
        if self.kind != "yarn":
            return 1.0
        given = self._settings.get("attention_factor")
        if given is not None:
            return float(given)
        factor = self._settings["factor"]
        return 1.0 if factor <= 1 else 0.1 * math.log(factor) + 1.0

    def frequencies(self, size):
        base = default_frequencies(self.theta, size)
        if self.kind == "default":
            return base
        slow = base / np.float32(self._settings["factor"])
        if self.kind == "linear":
            return slow
        kept = self._llama3_kept(base) if self.kind == "llama3" else self._yarn_kept(size)
        return (slow * (1 - kept) + base * kept).astype(np.float32)

    def _llama3_kept(self, base):
        """1 for short wavelengths, 0 for long ones, in between a straight line in frequency."""
        low, high = self._settings["low_freq_factor"], self._settings["high_freq_factor"]
        turns = self._original * base / np.float32(2 * math.pi)
        return np.clip((turns - low) / (high - low), 0, 1).astype(np.float32)

    def _yarn_kept(self, size):
        """1 for dimensions that turn often within the original positions, 0 for the slow ones."""
        first = self._yarn_dimension(self._settings.get("beta_fast") or 32, size)
        last = self._yarn_dimension(self._settings.get("beta_slow") or 1, size)
        if self._settings.get("truncate", True):
            first, last = math.floor(first), math.ceil(last)
        first, last = max(first, 0), min(last, size - 1)
        if first == last:
            last += 0.001
        ramp = (np.arange(size // 2, dtype=np.float32) - first) / (last - first)
        return (1 - np.clip(ramp, 0, 1)).astype(np.float32)

    def _yarn_dimension(self, rotations, size):
        turns = self._original / (rotations * 2 * math.pi)
        return size * math.log(turns) / (2 * math.log(self.theta))

    def tables(self, size, length):
        """Cosines and sines of the first positions, [length, size / 2], float32."""
        positions = np.arange(length, dtype=np.float32)
        angles = np.outer(positions, self.frequencies(size))
        factor = np.float32(self.attention_factor)
        return np.cos(angles) * factor, np.sin(angles) * factor
