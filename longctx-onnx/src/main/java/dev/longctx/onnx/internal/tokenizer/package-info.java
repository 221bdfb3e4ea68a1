/** Hugging Face tokenizers for untrusted text. */
@NullMarked
package dev.longctx.onnx.internal.tokenizer;

import org.jspecify.annotations.NullMarked;
