package dev.longctx.examples.compress;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionListener;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.compress.LexicalCompressor;
import dev.longctx.examples.documents.DocumentFiles;
import dev.longctx.onnx.tokenizer.HuggingFaceTokenCounter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compresses files to the parts that a question needs. */
@Command(
    name = "compress",
    description = {
      "Prints the parts of documents that a question needs, as exact substrings of them."
          + " Statistics go to standard error.",
      "",
      "Files are read as UTF-8. One that is missing, cannot be read or is not UTF-8 is a failure:"
          + " nothing is replaced or skipped.",
      ""
    },
    customSynopsis =
        "longctx-examples compress --query TEXT [--tokens N | --ratio R | --threshold T]"
            + " [OPTION...] [FILE...]",
    sortOptions = false)
public final class CompressProgram implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RequestOptions wanted = new RequestOptions();

  @Mixin private CriticOptions critic = new CriticOptions();

  @Option(
      names = "--tokenizer",
      order = 14,
      paramLabel = "FILE",
      description =
          "tokenizer.json of the model that will read the text: --tokens and --ratio count in its"
              + " tokens. An estimate without it.")
  private @Nullable Path tokenizer;

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "The documents. Without any, and where FILE is -, reads standard input.")
  private List<String> files = new ArrayList<>();

  /** A program to be filled in from the command line. */
  public CompressProgram() {}

  @Override
  public Integer call() throws IOException {
    List<String> names = files.isEmpty() ? List.of(DocumentFiles.STANDARD_INPUT) : files;
    checkUsage(names);
    List<Document> documents = new DocumentFiles(System.in).read(names);
    try (Compressor compressor = compressor();
        HuggingFaceTokenCounter tokens =
            tokenizer == null ? null : HuggingFaceTokenCounter.load(tokenizer)) {
      CompressionRequest request = wanted.toRequest(documents, tokens);
      Compression kept = compress(compressor, request);
      output.print(
          kept, Settings.of(request, critic, tokenizer), spec.commandLine().getOut(), err());
    }
    return ExitCode.OK;
  }

  private Compressor compressor() {
    CompressionListener progress = OutputOptions.progress(err());
    return critic.lexical
        ? LexicalCompressor.builder().listener(progress).build()
        : critic.configure().critic(critic.load()).listener(progress).build();
  }

  /** Builds everything once without documents, so that wrong usage costs no reading. */
  private void checkUsage(List<String> names) throws IOException {
    try {
      CompressionRequest request = wanted.toRequest(List.of(), null);
      critic.configure();
      if (critic.lexical) {
        UsageRules.checkLexical(request, wanted, critic);
      }
      UsageRules.checkFiles(names, output.page);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Compression compress(Compressor compressor, CompressionRequest request) {
    try {
      return compressor.compress(request);
    } catch (IllegalArgumentException e) {
      // This critic cannot serve such a request, model_spans for example.
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
