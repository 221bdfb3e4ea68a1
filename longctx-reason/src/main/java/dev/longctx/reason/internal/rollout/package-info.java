/** How samples get their scores. */
@NullMarked
package dev.longctx.reason.internal.rollout;

import org.jspecify.annotations.NullMarked;
