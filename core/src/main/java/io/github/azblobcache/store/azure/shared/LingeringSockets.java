package io.github.azblobcache.store.azure.shared;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes TLS sockets that can be closed while another thread writes to them. Without {@code
 * SO_LINGER} the JDK waits until the write ends before it closes, and a write to a host that has
 * stopped reading never ends (docs/behaviour.md, "closing while sending").
 */
public final class LingeringSockets extends SSLSocketFactory {

  private static final int LINGER_SECONDS = 1;

  // The JDK keeps a connection for the very same factory only.
  private static @Nullable LingeringSockets latest;

  private final SSLSocketFactory usual;

  private LingeringSockets(SSLSocketFactory usual) {
    this.usual = usual;
  }

  /** Prepares a connection. One that has no TLS can be closed anyway. */
  public static void on(HttpURLConnection connection) {
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(of(https.getSSLSocketFactory()));
    }
  }

  private static synchronized LingeringSockets of(SSLSocketFactory usual) {
    if (latest == null || latest.usual != usual) {
      latest = new LingeringSockets(usual);
    }
    return latest;
  }

  private static Socket lingering(Socket socket) throws IOException {
    socket.setSoLinger(true, LINGER_SECONDS);
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return usual.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return usual.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return lingering(usual.createSocket());
  }

  @Override
  public Socket createSocket(Socket tunnel, String host, int port, boolean autoClose)
      throws IOException {
    return lingering(usual.createSocket(tunnel, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return lingering(usual.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return lingering(usual.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return lingering(usual.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return lingering(usual.createSocket(host, port, local, localPort));
  }
}
