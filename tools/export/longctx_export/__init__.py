"""Writes Hugging Face checkpoints as the ONNX directories that longctx loads."""

__version__ = "0.1.0"
