package io.github.azblobcache.jib.lazy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;

/**
 * Passes connections on to an HTTP server of this machine, but hangs up on TLS: the JDK's server
 * would wait for the rest of the line.
 */
final class PlainDoor implements AutoCloseable {

  private static final int TLS_HANDSHAKE = 22;

  private final ServerSocket door;
  private final InetSocketAddress server;
  private final ExecutorService threads;

  PlainDoor(InetSocketAddress server, ExecutorService threads) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.server = server;
    this.threads = threads;
    threads.execute(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket behind = new Socket(server.getAddress(), server.getPort());
        PushbackInputStream in = new PushbackInputStream(client.getInputStream())) {
      int first = in.read();
      if (first >= 0 && first != TLS_HANDSHAKE) {
        in.unread(first);
        threads.execute(() -> pass(behind, client));
        pass(in, behind.getOutputStream());
      }
    } catch (IOException e) {
      // One of them has hung up.
    }
  }

  private static void pass(Socket from, Socket to) {
    try (to) {
      pass(from.getInputStream(), to.getOutputStream());
    } catch (IOException e) {
      // One of them has hung up.
    }
  }

  private static void pass(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[8192];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
      to.flush();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
