/** QwenLong-CPRS's own decoding of token labels into spans. */
@NullMarked
package dev.longctx.compress.internal.span;

import org.jspecify.annotations.NullMarked;
