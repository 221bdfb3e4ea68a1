package dev.longctx.compress.internal.pipeline;

import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.compress.internal.unit.Units;
import java.time.Duration;
import java.util.List;

/**
 * The units of a request with their scores.
 *
 * @param units all units of the documents that could be scored
 * @param statuses one a document
 * @param windows windows that were scored
 * @param criticTokens tokens of these windows, prompts included
 * @param prepare time for segmenting, tokenising and planning
 * @param score time for running the critic
 */
public record Scored(
    Units units,
    List<DocumentStatus> statuses,
    int windows,
    long criticTokens,
    Duration prepare,
    Duration score) {}
