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
public final class CriticCopy {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  private CriticCopy(Path directory) {
    this.directory = directory;
  }

  public static CriticCopy of(String fixture, Path parent) {
    Path copy = parent.resolve(fixture);
    try (Stream<Path> files = Files.list(Fixtures.critic(fixture))) {
      Files.createDirectories(copy);
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
      }
      return new CriticCopy(copy);
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
  public CriticCopy write(String name, byte[] content) {
    try {
      Files.createDirectories(directory);
      Files.write(file(name), content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a file and makes the manifest agree. */
  public CriticCopy writeListed(String name, byte[] content) {
    write(name, content);
    return manifest(root -> relist(root, name, content));
  }

  /** Edits the manifest. */
  public CriticCopy manifest(Consumer<ObjectNode> edit) {
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
