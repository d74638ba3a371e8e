package io.github.azblobcache.jib.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A storage service that has one fault: it stands before a real one and passes on what the fault is
 * not about. Every connection is for one request. May be used from any thread.
 */
final class FaultyService implements AutoCloseable {

  /** Small, so that a body that is not read keeps its sender waiting. */
  private static final int RECEIVE_BUFFER_BYTES = 16_384;

  private final URI service;
  private final Fault fault;
  private final Duration ahead;
  private final ServerSocket listener = new ServerSocket();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Run> runs = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * A request that came.
   *
   * @param operation what was asked for: the method and the path
   * @param isFaulty whether the fault does it harm
   */
  record Met(String operation, boolean isFaulty) {}

  /**
   * One run that meets the fault anew.
   *
   * @param script what becomes of its requests
   * @param met its requests, in their order
   */
  record Run(Script script, List<Met> met) {}

  /**
   * @param service the real one
   * @param ahead how much later it is by the answers than by the real service's clock: so what is
   *     there is old
   */
  FaultyService(URI service, Fault fault, Duration ahead) throws IOException {
    this.service = service;
    this.fault = fault;
    this.ahead = ahead;
    begin();
    listener.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
    listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 200);
    inBackground(this::acceptAll);
  }

  /** Where it is. */
  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + service.getPath());
  }

  /** Begins another run. */
  void begin() {
    runs.add(new Run(new Script(fault), new CopyOnWriteArrayList<>()));
  }

  /** The runs so far. */
  List<Run> runs() {
    return runs;
  }

  /** Waits until the service is closed: for what never answers. */
  void awaitClose() throws InterruptedException {
    closed.await();
  }

  URI service() {
    return service;
  }

  Duration ahead() {
    return ahead;
  }

  private static void inBackground(Runnable task) {
    Thread thread = new Thread(task, "faulty-service");
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        inBackground(() -> serve(client));
      } catch (IOException e) {
        // Closed, which the loop's condition sees
      }
    }
  }

  private void serve(Socket client) {
    Run run = runs.get(runs.size() - 1);
    try (client) {
      Exchange exchange = new Exchange(client, this);
      if (run.script().isAboutConnections()) {
        run.met().add(new Met("connection", true));
        fault.effect().answer(exchange);
      } else if (exchange.readHead()) {
        boolean isFaulty = run.script().isAbout(exchange);
        boolean isHarmed = isFaulty && fault.effect().harms(exchange);
        run.met().add(new Met(exchange.method() + " " + exchange.path(), isHarmed));
        (isFaulty ? fault.effect() : Effect.NONE).answer(exchange);
      }
    } catch (IOException e) {
      // The client went away
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket client : open) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
