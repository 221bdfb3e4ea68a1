package dev.longctx.onnx.critic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.Bytes;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.Device;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.Verification;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.testing.ModelCopy;
import dev.longctx.onnx.testing.ProtobufWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories that were damaged or are out to harm. */
class CriticDirectoryTest {

  @TempDir private Path temp;

  private ModelCopy copy(String fixture) {
    return ModelCopy.ofCritic(fixture, temp);
  }

  private static CriticSession open(ModelCopy copy) {
    return Critic.load(copy.directory()).open(OnnxOptions.defaults());
  }

  private static AbstractThrowableAssert<?, ?> loading(ModelCopy copy) {
    return assertThatThrownBy(() -> Critic.load(copy.directory()))
        .isInstanceOf(ModelException.class);
  }

  /** The critic loads, so its files are as listed, but does not open. */
  private static AbstractThrowableAssert<?, ?> opening(ModelCopy copy) {
    Critic critic = Critic.load(copy.directory());
    return assertThatThrownBy(() -> critic.open(OnnxOptions.defaults()))
        .isInstanceOf(ModelException.class);
  }

  private static Consumer<ObjectNode> firstFile(Consumer<ObjectNode> edit) {
    return root -> edit.accept((ObjectNode) root.get("files").get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny-cprs",
        "tiny-cprs-lm",
        "tiny-cprs-external",
        "term-overlap",
        "tiny-none",
        "tiny-pair-fp32",
        "tiny-pair-int8"
      })
  void opensEveryFixtureFromAnotherPlace(String fixture) {
    try (CriticSession session = open(copy(fixture))) {
      assertThat(session.manifest().name()).isEqualTo(fixture);
    }
  }

  @Test
  void refusesATruncatedModel() {
    ModelCopy copy = copy("tiny-cprs");
    byte[] model = copy.bytes("model.onnx");
    loading(copy.write("model.onnx", Arrays.copyOf(model, model.length / 2)))
        .hasMessageContaining(
            "model.onnx: expected %d bytes, found %d", model.length, model.length / 2);
  }

  @Test
  void refusesALongerModel() {
    ModelCopy copy = copy("tiny-cprs");
    byte[] model = copy.bytes("model.onnx");
    loading(copy.write("model.onnx", Arrays.copyOf(model, model.length + 1)))
        .hasMessageContaining("expected %d bytes, found more", model.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "tokenizer.json"})
  void refusesAnEditedByte(String file) {
    ModelCopy copy = copy("tiny-cprs");
    byte[] bytes = copy.bytes(file);
    bytes[bytes.length / 3] ^= 1;
    loading(copy.write(file, bytes)).hasMessageContaining(file + ": expected sha256 ");
  }

  @Test
  void refusesAFileThatChangedAfterLoading() {
    ModelCopy copy = copy("tiny-cprs");
    Critic critic = Critic.load(copy.directory());
    byte[] bytes = copy.bytes("model.onnx");
    bytes[bytes.length - 9] ^= 1;
    copy.write("model.onnx", bytes);
    assertThatThrownBy(() -> critic.open(OnnxOptions.defaults()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected sha256");
  }

  @Test
  void refusesAMissingFile() throws IOException {
    ModelCopy copy = copy("tiny-cprs");
    Files.delete(copy.file("tokenizer.json"));
    loading(copy).hasMessageContaining("expected a readable file, found no such file");
  }

  @Test
  void refusesADirectoryInPlaceOfAFile() throws IOException {
    ModelCopy copy = copy("tiny-cprs");
    Files.delete(copy.file("tokenizer.json"));
    Files.createDirectory(copy.file("tokenizer.json"));
    loading(copy).hasMessageContaining("expected a regular file");
  }

  @Test
  void refusesADirectoryWithoutManifestAndNoDirectoryAtAll() {
    assertThatThrownBy(() -> Critic.load(temp))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("longctx.json: expected a readable file");
    assertThatThrownBy(() -> Critic.load(temp.resolve("absent")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("absent: expected a critic's directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../model.onnx",
        "/etc/passwd",
        "a\\b",
        "C:/model.onnx",
        "x/../model.onnx",
        "a\0b"
      })
  void refusesAManifestPathThatLeavesTheDirectory(String path) {
    loading(copy("tiny-cprs").manifest(firstFile(file -> file.put("path", path))))
        .hasMessageContaining("files: path: expected a plain relative path, found " + path);
  }

  @Test
  void refusesAFileThatIsUsedButNotListed() {
    loading(copy("tiny-cprs").manifest(root -> root.put("tokenizer", "other.json")))
        .hasMessageContaining("tokenizer: expected a path listed in files, found other.json");
  }

  @Test
  void refusesASymbolicLinkToAFile() throws IOException {
    ModelCopy copy = copy("tiny-cprs");
    Path elsewhere = temp.resolve("elsewhere.onnx");
    Files.move(copy.file("model.onnx"), elsewhere);
    Files.createSymbolicLink(copy.file("model.onnx"), elsewhere);
    loading(copy).hasMessageContaining("expected no symbolic link, found");
  }

  @Test
  void refusesASymbolicLinkToADirectory() throws IOException {
    ModelCopy copy = copy("tiny-cprs");
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.move(copy.file("model.onnx"), elsewhere.resolve("model.onnx"));
    Files.createSymbolicLink(copy.file("cpu"), elsewhere);
    copy.manifest(firstFile(file -> file.put("path", "cpu/model.onnx")))
        .manifest(root -> ((ObjectNode) root.at("/variants/0")).put("file", "cpu/model.onnx"));
    loading(copy).hasMessageContaining("expected no symbolic link, found");
  }

  @Test
  void readsAModelInAFolderOfItsOwn() throws IOException {
    ModelCopy copy = copy("tiny-cprs-external");
    Files.createDirectory(copy.file("cpu"));
    for (String file : new String[] {"model.onnx", "model.onnx.data"}) {
      Files.move(copy.file(file), copy.file("cpu/" + file));
    }
    copy.manifest(root -> ((ObjectNode) root.at("/variants/0")).put("file", "cpu/model.onnx"))
        .manifest(
            root -> root.get("files").forEach(file -> prefix((ObjectNode) file, "model", "cpu/")));
    open(copy).close();
  }

  private static void prefix(ObjectNode file, String start, String prefix) {
    String path = file.get("path").asText();
    file.put("path", path.startsWith(start) ? prefix + path : path);
  }

  @Test
  void refusesAWrongSize() {
    loading(copy("tiny-cprs").manifest(firstFile(file -> file.put("bytes", 7))))
        .hasMessageContaining("expected 7 bytes, found more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.bin", "../model.onnx", "/etc/passwd", "./model.onnx.data"})
  void refusesExternalDataThatTheManifestDoesNotList(String location) {
    ModelCopy copy = copy("tiny-cprs");
    opening(copy.writeListed("model.onnx", withExternalData(copy, location)))
        .hasMessageContaining(
            "expected external data only in files that the manifest lists, found " + location);
  }

  /** Repeated protobuf messages merge, so this adds an initializer to the graph. */
  private static byte[] withExternalData(ModelCopy copy, String location) {
    ProtobufWriter entry = new ProtobufWriter().text(1, "location").text(2, location);
    ProtobufWriter tensor = new ProtobufWriter().number(2, 1).text(8, "stolen").message(13, entry);
    byte[] more =
        new ProtobufWriter().message(7, new ProtobufWriter().message(5, tensor)).toBytes();
    byte[] model = copy.bytes("model.onnx");
    byte[] both = Arrays.copyOf(model, model.length + more.length);
    System.arraycopy(more, 0, both, model.length, more.length);
    return both;
  }

  @Test
  void hashesExternalDataAgainWhenOpeningUnlessToldToTrustAnUntouchedFile() throws IOException {
    ModelCopy copy = copy("tiny-cprs-external");
    Critic critic = Critic.load(copy.directory());
    Path data = copy.file("model.onnx.data");
    FileTime before = Files.getLastModifiedTime(data);
    byte[] bytes = copy.bytes("model.onnx.data");
    bytes[100] ^= 1;
    copy.write("model.onnx.data", bytes);
    OnnxOptions trusting = OnnxOptions.builder().verification(Verification.FIRST_LOAD).build();

    Files.setLastModifiedTime(data, FileTime.fromMillis(before.toMillis() + 5_000));
    assertThatThrownBy(() -> critic.open(trusting)).hasMessageContaining("expected sha256");
    Files.setLastModifiedTime(data, before);
    assertThatThrownBy(() -> critic.open(OnnxOptions.defaults()))
        .hasMessageContaining("expected sha256");
    critic.open(trusting).close();
  }

  @Test
  void refusesAWrongLabelCount() {
    opening(
            copy("tiny-cprs")
                .manifest(
                    root ->
                        root.putObject("labels")
                            .put("scheme", "KEEP_DROP")
                            .putArray("names")
                            .add("keep")
                            .add("drop")))
        .hasMessageContaining("expected output bio_logits to have 2 values a token, found 4");
  }

  @Test
  void refusesAnOutputThatTheGraphLacks() {
    opening(copy("tiny-cprs").manifest(root -> root.putObject("graph").put("logits", "scores")))
        .hasMessageContaining("expected an output scores, found [bio_logits]");
  }

  @Test
  void refusesPromptTokensThatTheTokenizerLacks() {
    opening(
            copy("tiny-cprs")
                .manifest(root -> ((ObjectNode) root.get("prompt")).put("begin", "[CLS]")))
        .hasMessageContaining("tokenizer.json: expected a token [CLS], found none");
  }

  @Test
  void refusesModelsThatAreNoOnnx() {
    opening(copy("tiny-cprs").writeListed("model.onnx", new byte[0]))
        .hasMessageContaining("expected an ONNX model, found other bytes");
    byte[] otherFormat = "\20\0\0\0ORTM and more bytes".getBytes(UTF_8);
    opening(copy("term-overlap").writeListed("model.onnx", otherFormat))
        .hasMessageContaining("expected an ONNX model, found other bytes");
  }

  /** A chain of 20,000 of them overflows the engine's stack. */
  @Test
  void refusesAModelWithFunctionsOfItsOwn() {
    ModelCopy copy = copy("tiny-cprs");
    byte[] function = new ProtobufWriter().message(25, new ProtobufWriter().text(1, "f")).toBytes();
    opening(copy.writeListed("model.onnx", Bytes.concat(copy.bytes("model.onnx"), function)))
        .hasMessageContaining("expected no functions of the model's own, found 1");
  }

  @Test
  void refusesAModelThatIsCutButListedAsItIs() {
    ModelCopy copy = copy("tiny-cprs");
    byte[] model = copy.bytes("model.onnx");
    opening(copy.writeListed("model.onnx", Arrays.copyOf(model, model.length - 1000)))
        .hasMessageContaining("model.onnx: expected");
  }

  @Test
  void refusesATokenizerThatIsNone() {
    opening(copy("tiny-cprs").writeListed("tokenizer.json", "{\"model\": 1}".getBytes(UTF_8)))
        .hasMessageContaining("tokenizer.json: expected");
  }

  @Test
  void saysWhichVariantsThereAre() {
    Critic critic = Critic.load(Fixtures.critic("tiny-pair-int8"));
    OnnxOptions cuda = OnnxOptions.builder().device(Device.cuda(0)).build();
    assertThatThrownBy(() -> critic.open(cuda))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected a variant for cuda, found [ModelVariant[device=cpu")
        .hasMessageContaining("dynamic int8 runs on the cpu only");
  }
}
