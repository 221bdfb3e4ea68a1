package dev.longctx.compress;

import com.google.common.base.Splitter;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.CompressionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints by how many bytes the process grew while it used the library. */
final class MemoryProgram {

  static final Path STATM = Path.of("/proc/self/statm");

  private static final long PAGE_BYTES = 4096;

  private MemoryProgram() {}

  public static void main(String[] args) throws IOException {
    System.out.println(args[0].equals("open") ? growthWhileOpening() : growthWhileCompressing());
  }

  private static long growthWhileCompressing() throws IOException {
    CompressionRequest request =
        CompressionRequest.builder()
            .query(Fixtures.QUERY)
            .documents(Fixtures.documents(Fixtures.ARTICLE.repeat(3), Fixtures.ARTICLE))
            .budget(Budget.tokens(50))
            .build();
    try (CriticCompressor compressor = Fixtures.compressor("term-overlap")) {
      compress(compressor, request, 500);
      long before = residentBytes();
      compress(compressor, request, 2_000);
      return residentBytes() - before;
    }
  }

  private static void compress(CriticCompressor compressor, CompressionRequest request, int times) {
    for (int i = 0; i < times; i++) {
      compressor.compress(request);
    }
  }

  private static long growthWhileOpening() throws IOException {
    open(10);
    long before = residentBytes();
    open(50);
    return residentBytes() - before;
  }

  private static void open(int times) {
    for (int i = 0; i < times; i++) {
      Fixtures.compressor("tiny-cprs").close();
    }
  }

  private static long residentBytes() throws IOException {
    System.gc();
    String pages = Splitter.on(' ').splitToList(Files.readString(STATM)).get(1);
    return Long.parseLong(pages) * PAGE_BYTES;
  }
}
