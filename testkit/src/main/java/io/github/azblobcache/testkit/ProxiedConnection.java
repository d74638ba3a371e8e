package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** One connection through a {@link ThrottlingProxy}: a thread for each direction. */
final class ProxiedConnection {

  private final ThrottlingProxy proxy;
  private final Socket client;
  private final InetSocketAddress address;
  private final Socket server = new Socket();
  private volatile boolean lastWasAnswer;
  private volatile boolean halfClosed;

  ProxiedConnection(ThrottlingProxy proxy, Socket client, InetSocketAddress address) {
    this.proxy = proxy;
    this.client = client;
    this.address = address;
  }

  /** Runs something in a thread that does not keep the JVM alive. */
  static void inBackground(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Connects and moves bytes, in the background. */
  void start() {
    inBackground("proxy-up-" + client.getPort(), this::connectAndSend);
  }

  /** Ends both sides as a broken network does: with a reset, not with an orderly end. */
  void reset() {
    proxy.forget(this);
    abort(client);
    abort(server);
  }

  private void connectAndSend() {
    try {
      roundTrip();
      server.connect(address);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
    } catch (IOException | InterruptedException e) {
      reset();
      return;
    }
    inBackground("proxy-down-" + client.getPort(), () -> move(server, client, false));
    move(client, server, true);
  }

  private void move(Socket from, Socket to, boolean toServer) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] chunk = new byte[proxy.chunkBytes()];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        turn(toServer);
        if (!forward(chunk, read, out, toServer)) {
          reset();
          return;
        }
      }
      to.shutdownOutput();
      closeAfterBoth();
    } catch (IOException | InterruptedException e) {
      reset();
    }
  }

  private boolean forward(byte[] chunk, int length, OutputStream out, boolean toServer)
      throws IOException, InterruptedException {
    int done = 0;
    while (done < length) {
      int passed = proxy.pass(length - done, toServer);
      if (passed == 0) {
        return false;
      }
      out.write(chunk, done, passed);
      done += passed;
    }
    return true;
  }

  private void turn(boolean toServer) throws InterruptedException {
    if (toServer && lastWasAnswer) {
      roundTrip();
    }
    lastWasAnswer = !toServer;
  }

  private void roundTrip() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(proxy.link().roundTrip().toNanos());
  }

  private synchronized void closeAfterBoth() throws IOException {
    if (halfClosed) {
      proxy.forget(this);
      client.close();
      server.close();
    }
    halfClosed = true;
  }

  private static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is closed already.
    }
  }
}
