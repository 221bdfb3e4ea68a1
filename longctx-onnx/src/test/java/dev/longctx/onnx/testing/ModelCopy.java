package dev.longctx.onnx.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A fixture's copy that a test may damage. */
public final class ModelCopy {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  private ModelCopy(Path directory) {
    this.directory = directory;
  }

  public static ModelCopy ofCritic(String fixture, Path parent) {
    return of(Fixtures.critic(fixture), parent);
  }

  public static ModelCopy ofModel(String fixture, Path parent) {
    return of(Fixtures.model(fixture), parent);
  }

  private static ModelCopy of(Path fixture, Path parent) {
    Path copy = parent.resolve(String.valueOf(fixture.getFileName()));
    try (Stream<Path> files = Files.list(fixture)) {
      Files.createDirectories(copy);
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
      }
      return new ModelCopy(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path directory() {
    return directory;
  }

  public Path file(String name) {
    return directory.resolve(name);
  }

  public byte[] bytes(String name) {
    return Fixtures.bytes(file(name));
  }

  /** Replaces a file and leaves the manifest as it is. */
  public ModelCopy write(String name, byte[] content) {
    try {
      Files.createDirectories(directory);
      Files.write(file(name), content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ModelCopy delete(String name) {
    try {
      Files.delete(file(name));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a file and makes the manifest agree. */
  public ModelCopy writeListed(String name, byte[] content) {
    write(name, content);
    return manifest(root -> relist(root, name, content));
  }

  /** Edits the manifest. */
  public ModelCopy manifest(Consumer<ObjectNode> edit) {
    ObjectNode root = (ObjectNode) Fixtures.json(file("longctx.json"));
    edit.accept(root);
    return write("longctx.json", JSON.valueToTree(root).toPrettyString().getBytes(UTF_8));
  }

  private static void relist(ObjectNode root, String name, byte[] content) {
    ObjectNode entry = null;
    for (JsonNode file : root.withArray("files")) {
      if (file.path("path").asText().equals(name)) {
        entry = (ObjectNode) file;
      }
    }
    if (entry == null) {
      entry = root.withArray("files").addObject().put("path", name);
    }
    entry.put("bytes", content.length);
    entry.put("sha256", Hashing.sha256().hashBytes(content).toString());
  }
}
