package com.example.consumer;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.api.compression.Granularity;
import dev.longctx.compress.LexicalCompressor;

final class Shortener {
  private final Compressor compressor = LexicalCompressor.builder().build();

  Compression shorten(String query, String text, int tokens) {
    return compressor.compress(
        CompressionRequest.builder()
            .query(query)
            .document(Document.of("document", text))
            .granularity(Granularity.SENTENCE)
            .budget(Budget.tokens(tokens))
            .build());
  }
}
