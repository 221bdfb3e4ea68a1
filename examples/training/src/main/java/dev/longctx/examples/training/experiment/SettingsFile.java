package dev.longctx.examples.training.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an experiment is made with, in its folder. */
public final class SettingsFile {

  private static final String NAME = "settings.txt";

  private SettingsFile() {}

  /**
   * Writes the settings down, or compares.
   *
   * @throws IllegalArgumentException if the folder holds another experiment
   */
  public static void pin(Path folder, String settings) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      Files.writeString(file, settings);
    }
    String found = Files.readString(file);
    if (!found.equals(settings)) {
      throw new IllegalArgumentException(
          "%s: expected%n%sfound%n%stake another folder".formatted(file, settings, found));
    }
  }
}
