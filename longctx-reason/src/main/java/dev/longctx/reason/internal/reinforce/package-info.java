/** One run of reinforcement: drawing, updating, measuring, and what is kept of it on disk. */
@NullMarked
package dev.longctx.reason.internal.reinforce;

import org.jspecify.annotations.NullMarked;
