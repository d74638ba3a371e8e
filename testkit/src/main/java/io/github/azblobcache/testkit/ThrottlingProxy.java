package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A worse network before a server: a TCP proxy on a free port of this machine.
 *
 * <p>It moves bytes and does not look at them, so it stands before anything that speaks TCP. It has
 * one {@link Link} for its life, and at any time one fault or none, for all connections, those that
 * are open included. May be used from any thread.
 *
 * <p>What is real and what is not: connections are opened and reset by this machine's own TCP,
 * which accepts a little data (tens of kilobytes) ahead of the limit; there is no packet loss and
 * no slow start.
 */
public final class ThrottlingProxy implements AutoCloseable {

  // Small, so that what a client has sent and what the link has let through differ little.
  private static final int SOCKET_BUFFER_BYTES = 65_536;

  private final InetSocketAddress server;
  private final Link link;
  private final RateLimit up;
  private final RateLimit down;
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytesUp = new AtomicLong();
  private final AtomicLong bytesDown = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final int port;
  private volatile Fault fault = Fault.none();
  private volatile ServerSocket listener;

  private ThrottlingProxy(InetSocketAddress server, Link link) throws IOException {
    this.server = server;
    this.link = link;
    this.up = new RateLimit(link.bytesPerSecond());
    this.down = new RateLimit(link.bytesPerSecond());
    this.listener = listen(0);
    this.port = listener.getLocalPort();
  }

  /** Starts a proxy before the server that a URL names. Close it. */
  public static ThrottlingProxy before(URI server, Link link) {
    int port = server.getPort() < 0 ? defaultPort(server) : server.getPort();
    return before(server.getHost(), port, link);
  }

  /** Starts a proxy before a server. Close it. */
  public static ThrottlingProxy before(String host, int port, Link link) {
    try {
      return new ThrottlingProxy(new InetSocketAddress(host, port), link);
    } catch (IOException e) {
      throw new UncheckedIOException("The proxy could not be started", e);
    }
  }

  /** The port on 127.0.0.1 to connect to instead of the server. */
  public int port() {
    return port;
  }

  /** The same URL through this proxy: scheme, path and query stay. */
  public URI through(URI url) {
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return URI.create(url.getScheme() + "://127.0.0.1:" + port + url.getRawPath() + query);
  }

  /** Lets all pass; what was stalled goes on. */
  public void pass() {
    become(Fault.none());
  }

  /** Lets so many more bytes pass, in both directions of all connections together, then none. */
  public void stallAfter(long bytes) {
    become(Fault.stallAfter(bytes));
  }

  /** Accepts connections and what is sent on them, and never answers. */
  public void neverAnswer() {
    become(Fault.stallAfter(0));
  }

  /**
   * Lets so many more bytes pass, in both directions of all connections together; each connection
   * that has more to move is reset then.
   */
  public void cutAfter(long bytes) {
    become(Fault.cutAfter(bytes));
  }

  /** Resets all connections and refuses new ones, as a machine on which nothing listens does. */
  public void refuse() {
    become(Fault.refuse());
  }

  /** Bytes that went to the server so far. */
  public long bytesUp() {
    return bytesUp.get();
  }

  /** Bytes that came from the server so far. */
  public long bytesDown() {
    return bytesDown.get();
  }

  /** Connections that were accepted so far. */
  public long connections() {
    return connections.get();
  }

  @Override
  public void close() {
    refuse();
  }

  Link link() {
    return link;
  }

  /**
   * Waits for the link to let some bytes pass.
   *
   * @return how many do, 0 if the connection is to be reset
   */
  int pass(int bytes, boolean toServer) throws InterruptedException {
    int admitted = awaitAdmission(bytes);
    (toServer ? up : down).pass(admitted);
    (toServer ? bytesUp : bytesDown).addAndGet(admitted);
    return admitted;
  }

  int chunkBytes() {
    return up.chunkBytes();
  }

  void forget(ProxiedConnection connection) {
    open.remove(connection);
  }

  private synchronized int awaitAdmission(int bytes) throws InterruptedException {
    int admitted = fault.admit(bytes);
    while (admitted == 0 && fault.kind() == Fault.Kind.STALL) {
      wait();
      admitted = fault.admit(bytes);
    }
    return admitted;
  }

  private synchronized void become(Fault next) {
    fault = next;
    try {
      if (next.refusesConnections()) {
        listener.close();
        open.forEach(ProxiedConnection::reset);
      } else if (listener.isClosed()) {
        listener = listen(port);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The proxy can't listen on port " + port + " again", e);
    } finally {
      notifyAll();
    }
  }

  private ServerSocket listen(int wantedPort) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
    socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), wantedPort), 200);
    ProxiedConnection.inBackground("proxy-" + socket.getLocalPort(), () -> acceptAll(socket));
    return socket;
  }

  private void acceptAll(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        connections.incrementAndGet();
        ProxiedConnection connection = new ProxiedConnection(this, client, server);
        open.add(connection);
        connection.start();
        if (socket.isClosed()) {
          connection.reset();
        }
      } catch (IOException e) {
        // Closed by refuse() or close(), which the loop's condition sees.
      }
    }
  }

  private static int defaultPort(URI url) {
    return "https".equals(url.getScheme()) ? 443 : 80;
  }
}
