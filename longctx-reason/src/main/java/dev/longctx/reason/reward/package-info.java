/**
 * Rewards: how right a response is, by rules (QwenLong-L1, arXiv 2505.17667, section 2.3), by a
 * language model that compares answers, and by both.
 */
@NullMarked
package dev.longctx.reason.reward;

import org.jspecify.annotations.NullMarked;
