package dev.longctx.compress.internal.critic;

import dev.longctx.compress.SpanDecoding;
import dev.longctx.compress.Windowing;

/**
 * How a critic is run.
 *
 * @param workers windows or batches that run at once
 * @param batchTokens tokens of one padded batch, where the critic can batch; 0 for one window a run
 * @param windowing where windows are cut
 * @param spanDecoding how labels become spans
 */
public record ScoringOptions(
    int workers, int batchTokens, Windowing windowing, SpanDecoding spanDecoding) {}
