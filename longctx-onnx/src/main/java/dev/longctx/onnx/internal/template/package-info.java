/**
 * Chat templates of Hugging Face's tokenizers: a bounded interpreter of the part of Jinja that they
 * are written in, and prompts in which nothing that a message says can pass for a control token.
 */
@NullMarked
package dev.longctx.onnx.internal.template;

import org.jspecify.annotations.NullMarked;
