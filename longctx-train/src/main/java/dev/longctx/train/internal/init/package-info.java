/** Weights of a policy that has not learned anything. */
@NullMarked
package dev.longctx.train.internal.init;

import org.jspecify.annotations.NullMarked;
