/** What a policy gives out: passes and scorers. */
@NullMarked
package dev.longctx.train.internal.policy;

import org.jspecify.annotations.NullMarked;
