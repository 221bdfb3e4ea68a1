"""Writes Hugging Face checkpoints as the ONNX critic directories that longctx loads."""

__version__ = "0.1.0"
