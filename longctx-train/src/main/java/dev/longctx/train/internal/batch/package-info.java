/** How sequences of different lengths become one list of tokens. */
@NullMarked
package dev.longctx.train.internal.batch;

import org.jspecify.annotations.NullMarked;
