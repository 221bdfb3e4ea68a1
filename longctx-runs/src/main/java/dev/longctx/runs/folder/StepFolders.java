package dev.longctx.runs.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The policy's folders inside a run's. */
final class StepFolders {

  private static final Pattern NAME = Pattern.compile("policy-\\d{9,19}");

  private StepFolders() {}

  static String name(long step) {
    return String.format(Locale.ROOT, "policy-%09d", step);
  }

  /** Removes all but one. Links are not followed. */
  static void removeOthers(Path folder, Path kept) throws IOException {
    List<Path> others;
    try (Stream<Path> all = Files.list(folder)) {
      others =
          all.filter(path -> NAME.matcher(path.getFileName().toString()).matches())
              .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
              .filter(path -> !path.getFileName().equals(kept.getFileName()))
              .toList();
    }
    for (Path other : others) {
      Files.walkFileTree(other, new Removal());
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
