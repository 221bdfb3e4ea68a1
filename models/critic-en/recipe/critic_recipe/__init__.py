"""Trains the English critic: a sentence encoder becomes a token labeller."""
