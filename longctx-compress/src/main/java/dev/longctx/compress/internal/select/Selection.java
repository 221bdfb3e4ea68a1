package dev.longctx.compress.internal.select;

import dev.longctx.api.compression.KeptSpan;
import java.util.List;

/**
 * What was chosen.
 *
 * @param spans kept ranges with neighbours merged
 * @param units kept units one by one
 */
public record Selection(List<KeptSpan> spans, List<KeptSpan> units) {}
