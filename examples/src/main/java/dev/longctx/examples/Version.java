package dev.longctx.examples;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String packaged = Main.class.getPackage().getImplementationVersion();
    String version = Objects.requireNonNullElse(packaged, "(not packaged)");
    return new String[] {
      "longctx " + version, "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
