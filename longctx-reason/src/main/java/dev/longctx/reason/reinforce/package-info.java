/** Reinforcement with growing contexts (QwenLong-L1): what a training did, and who follows it. */
@NullMarked
package dev.longctx.reason.reinforce;

import org.jspecify.annotations.NullMarked;
