package io.github.azblobcache.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP proxy on loopback that makes tunnels for whoever has its login. May be used from any
 * thread.
 */
public final class LoginProxy implements AutoCloseable {

  /** The name that it wants. */
  public static final String USER = "user";

  /** The password that it wants, until it {@link #demand demands} another one. */
  public static final String PASSWORD = "canary-of-the-proxy";

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger tunnels = new AtomicInteger();
  private final Map<String, InetSocketAddress> hosts;
  private volatile String login = login(PASSWORD);

  /** Begins to listen, and lets everybody through to every host. Close it. */
  public LoginProxy() throws IOException {
    this(Map.of());
  }

  /**
   * Begins to listen. Close it.
   *
   * @param hosts the only ones to which it lets through, with their addresses, whatever the port;
   *     if there are none, to every host
   */
  public LoginProxy(Map<String, InetSocketAddress> hosts) throws IOException {
    this.hosts = Map.copyOf(hosts);
    background(this::accept);
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections there were. */
  public int connections() {
    return connections.get();
  }

  /** How many connections had another login. */
  public int refused() {
    return refused.get();
  }

  /** How many connections had the login and were let through. */
  public int tunnels() {
    return tunnels.get();
  }

  /** Closes all tunnels, and lets through only who has this password from now on. */
  public void demand(String password) throws IOException {
    login = login(password);
    closeAll();
  }

  /** How clients write the login. */
  public static String login(String password) {
    return Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(ISO_8859_1));
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void background(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // One side went away, or the test is over
              }
            },
            "login proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      connections.incrementAndGet();
      open.add(client);
      background(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    String head = head(client.getInputStream());
    if (!hasLogin(head)) {
      if (head.toLowerCase(Locale.ROOT).contains("\r\nproxy-authorization:")) {
        refused.incrementAndGet();
      }
      answer(
          client,
          "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
              + "Content-Length: 0\r\nConnection: close");
      client.close();
      return;
    }
    String target = head.split(" ")[1];
    String host = target.substring(0, target.lastIndexOf(':'));
    if (!hosts.isEmpty() && !hosts.containsKey(host)) {
      answer(client, "403 Forbidden\r\nContent-Length: 0\r\nConnection: close");
      client.close();
      return;
    }
    Socket server = connect(host, target);
    open.add(server);
    tunnels.incrementAndGet();
    answer(client, "200 Connected");
    background(() -> pump(server, client));
    pump(client, server);
  }

  // The JDK's two clients write the header's name in different ways
  private boolean hasLogin(String head) {
    return head.lines()
        .map(line -> line.split(": ", 2))
        .anyMatch(
            header ->
                header[0].toLowerCase(Locale.ROOT).equals("proxy-authorization")
                    && header[1].equals("Basic " + login));
  }

  private Socket connect(String host, String target) throws IOException {
    InetSocketAddress known = hosts.get(host);
    return known == null
        ? new Socket(host, Integer.parseInt(target.substring(host.length() + 1)))
        : new Socket(known.getAddress(), known.getPort());
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("no request");
      }
      head.write(b);
    }
    return head.toString(ISO_8859_1);
  }

  private static void answer(Socket client, String head) throws IOException {
    client.getOutputStream().write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(ISO_8859_1));
  }

  private void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } finally {
      open.remove(from);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closeAll();
  }

  private void closeAll() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }
}
