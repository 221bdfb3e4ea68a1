/** The inner works of reinforcement. */
@NullMarked
package dev.longctx.reason.internal.reinforce;

import org.jspecify.annotations.NullMarked;
