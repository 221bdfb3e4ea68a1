package dev.longctx.examples.training.align;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Tokens of prompts read for each pair of a right and a wrong response.
 *
 * @param shortPairs pairs sampled under short contexts
 * @param shortQuestions questions asked for them
 * @param shortTokens tokens read for them
 * @param longPairs pairs sampled under long contexts
 * @param longQuestions questions asked for them
 * @param longTokens tokens read for them
 */
record SampleCost(
    int shortPairs,
    int shortQuestions,
    long shortTokens,
    int longPairs,
    int longQuestions,
    long longTokens) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static SampleCost read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), SampleCost.class);
  }

  void write(Path file) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".part");
    Files.write(half, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
