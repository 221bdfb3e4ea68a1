/**
 * Compressors: {@link dev.longctx.compress.CriticCompressor}, which runs a token critic over
 * windows as QwenLong-CPRS does, and {@link dev.longctx.compress.LexicalCompressor}, which needs no
 * model.
 */
@NullMarked
package dev.longctx.compress;

import org.jspecify.annotations.NullMarked;
