package dev.longctx.align.testing;

import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.Compressor;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.KeptSpan;
import java.util.List;

/** Keeps the first characters of a single document. */
public record HeadCompressor(int characters) implements Compressor {

  @Override
  public Compression compress(CompressionRequest request, Cancellation cancellation) {
    Document document = request.documents().get(0);
    int end = Math.min(characters, document.text().length());
    KeptSpan head = new KeptSpan(0, 0, end, 1, KeptSpan.Origin.SCORE);
    return new Compressed(
        request.documents(),
        List.of(head),
        List.of(head),
        List.of(DocumentStatus.SCORED),
        request.joiner(),
        new CompressionStats(1, 0, 0, 0, 0, CompressionStats.Timings.NONE));
  }

  @Override
  public void close() {}
}
