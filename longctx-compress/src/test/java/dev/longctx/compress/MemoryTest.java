package dev.longctx.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.CompressionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Native memory must not grow with use: resident pages, less what the Java heap has committed. */
class MemoryTest {

  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE_BYTES = 4096;
  private static final long ALLOWED_GROWTH = 40L << 20;

  @BeforeEach
  void needsLinux() {
    assumeTrue(Files.isReadable(STATM), "no /proc/self/statm here: resident memory not measured");
  }

  private static long nativeBytes() throws IOException {
    System.gc();
    String pages = Splitter.on(' ').splitToList(Files.readString(STATM)).get(1);
    return Long.parseLong(pages) * PAGE_BYTES - Runtime.getRuntime().totalMemory();
  }

  @Test
  void twoThousandCompressionsLeaveNothingBehind() throws IOException {
    CompressionRequest request =
        CompressionRequest.builder()
            .query(Fixtures.QUERY)
            .documents(Fixtures.documents(Fixtures.ARTICLE.repeat(3), Fixtures.ARTICLE))
            .budget(Budget.tokens(50))
            .build();
    try (CriticCompressor compressor = Fixtures.compressor("term-overlap")) {
      for (int i = 0; i < 400; i++) {
        compressor.compress(request);
      }
      long before = nativeBytes();
      for (int i = 0; i < 2_000; i++) {
        compressor.compress(request);
      }
      assertThat(nativeBytes() - before).isLessThan(ALLOWED_GROWTH);
    }
  }

  @Test
  void openingAndClosingFiftyTimesLeavesNothingBehind() throws IOException {
    for (int i = 0; i < 10; i++) {
      Fixtures.compressor("tiny-cprs").close();
    }
    long before = nativeBytes();
    for (int i = 0; i < 50; i++) {
      Fixtures.compressor("tiny-cprs").close();
    }
    assertThat(nativeBytes() - before).isLessThan(ALLOWED_GROWTH);
  }
}
