package dev.longctx.examples.training.align;

import dev.longctx.examples.training.experiment.JsonFile;
import java.io.IOException;
import java.nio.file.Path;

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

  static SampleCost read(Path file) throws IOException {
    return JsonFile.read(file, SampleCost.class);
  }

  void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
