/** Text as tokens of a Hugging Face tokenizer, with exact places in the text. */
@NullMarked
package dev.longctx.onnx.tokenizer;

import org.jspecify.annotations.NullMarked;
