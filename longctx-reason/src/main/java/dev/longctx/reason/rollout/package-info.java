/** Groups of scored samples of a policy. */
@NullMarked
package dev.longctx.reason.rollout;

import org.jspecify.annotations.NullMarked;
