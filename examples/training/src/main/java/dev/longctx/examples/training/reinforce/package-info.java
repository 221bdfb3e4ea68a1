/**
 * An experiment: reinforcement with growing contexts against its parts, from the same policy and
 * with the same number of sampled responses.
 */
@NullMarked
package dev.longctx.examples.training.reinforce;

import org.jspecify.annotations.NullMarked;
