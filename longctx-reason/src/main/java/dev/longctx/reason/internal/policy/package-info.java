/** The steps of one answer: time, candidates, votes. */
@NullMarked
package dev.longctx.reason.internal.policy;

import org.jspecify.annotations.NullMarked;
