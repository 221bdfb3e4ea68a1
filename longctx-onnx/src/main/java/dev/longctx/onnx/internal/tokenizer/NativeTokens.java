package dev.longctx.onnx.internal.tokenizer;

import ai.djl.huggingface.tokenizers.jni.CharSpan;

/** Tokens as the native library gives them; ranges count code points. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NativeTokens(long[] ids, CharSpan[] spans) {}
