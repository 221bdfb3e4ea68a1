package dev.longctx.verification;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** Classes of the JDK that open connections; URI and URL alone do not. */
final class NetworkClass extends DescribedPredicate<JavaClass> {
  private static final Set<String> NAMES =
      Set.of(
          "java.net.DatagramSocket",
          "java.net.HttpURLConnection",
          "java.net.InetAddress",
          "java.net.ServerSocket",
          "java.net.Socket",
          "java.net.URLConnection",
          "java.nio.channels.AsynchronousSocketChannel",
          "java.nio.channels.DatagramChannel",
          "java.nio.channels.ServerSocketChannel",
          "java.nio.channels.SocketChannel");

  NetworkClass() {
    super("open network connections");
  }

  @Override
  public boolean test(JavaClass type) {
    return NAMES.contains(type.getName());
  }
}
