package dev.longctx.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** One run of the programs inside this JVM: what it printed and how it ended. */
record ProgramRun(int exitCode, String out, String err) {

  static final Path CRITICS =
      Path.of(System.getProperty("longctx.fixtures", "../fixtures"), "critics");
  static final String TERM_OVERLAP = CRITICS.resolve("term-overlap").toString();
  static final String TINY_CPRS = CRITICS.resolve("tiny-cprs").toString();
  static final String CONSTITUTION = "data/us-constitution.txt";
  static final String DECLARATION = "data/us-declaration.txt";

  static ProgramRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(args, new PrintWriter(out), new PrintWriter(err));
    return new ProgramRun(exitCode, out.toString(), err.toString());
  }

  static ProgramRun of(List<String> args) {
    return of(args.toArray(String[]::new));
  }

  static ProgramRun withInput(String standardInput, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(standardInput.getBytes(UTF_8)));
    try {
      return of(args);
    } finally {
      System.setIn(before);
    }
  }
}
