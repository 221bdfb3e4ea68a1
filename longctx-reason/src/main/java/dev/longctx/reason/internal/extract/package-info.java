/** How an answer is found in what follows a model's thinking. */
@NullMarked
package dev.longctx.reason.internal.extract;

import org.jspecify.annotations.NullMarked;
