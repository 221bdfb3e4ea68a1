package dev.longctx.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every exported type and member is documented, parameters and results included. Doclint decides,
 * but JDK 17's wants a record's compact constructor to repeat the components, and that is let pass.
 */
class DocumentationTest {
  private static final List<String> MODULES =
      List.of(
          "longctx-api",
          "longctx-onnx",
          "longctx-compress",
          "longctx-reason",
          "longctx-align",
          "longctx-train",
          "longctx-eval",
          "integrations/langchain4j");
  private static final List<String> INTERNAL =
      Stream.of(
              "dev.longctx.api.internal",
              "dev.longctx.onnx.internal",
              "dev.longctx.compress.internal",
              "dev.longctx.reason.internal",
              "dev.longctx.align.internal",
              "dev.longctx.train.internal")
          .flatMap(root -> Stream.of(root, root + ".*"))
          .toList();

  @TempDir Path classes;

  @Test
  void exportedApiIsDocumented() throws IOException {
    List<Path> sources = MODULES.stream().flatMap(DocumentationTest::sources).toList();

    assertThat(sources).isNotEmpty();
    assertThat(missingComments(sources)).isEmpty();
  }

  @Test
  void aMissingCommentIsFound(@TempDir Path directory) throws IOException {
    Path source =
        Files.writeString(
            directory.resolve("Sample.java"),
            """
            package sample;

            /**
             * A record.
             *
             * @param size its size
             */
            public record Sample(int size) {
              /** Checks the components. */
              public Sample {}

              /** Lacks the parameter. */
              public void grow(int amount) {}

              public void lacksAll() {}
            }
            """);

    assertThat(missingComments(List.of(source)))
        .containsExactly("Sample.java:13: no @param for amount", "Sample.java:15: no comment");
  }

  private List<String> missingComments(List<Path> sources) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    try (var files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      compiler.getTask(null, files, diagnostics, options(), null, units).call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> !isCompactConstructor(diagnostic))
        .map(DocumentationTest::describe)
        .toList();
  }

  private List<String> options() {
    return List.of(
        "-proc:none",
        "--release=17",
        "-Xdoclint:missing/protected",
        "-Xdoclint/package:-" + String.join(",-", INTERNAL),
        "-d",
        classes.toString());
  }

  private static boolean isCompactConstructor(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getSource() != null
        && line(diagnostic).matches("\\s*(public|protected) \\w+ \\{.*");
  }

  private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
    try {
      return diagnostic
          .getSource()
          .getCharContent(true)
          .toString()
          .lines()
          .toList()
          .get((int) diagnostic.getLineNumber() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
    var source = diagnostic.getSource();
    String file = source == null ? "?" : Path.of(source.getName()).getFileName().toString();
    return file + ":" + diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT);
  }

  private static Stream<Path> sources(String module) {
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
