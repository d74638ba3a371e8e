package io.github.azblobcache.maven.init;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/** An {@code extensions.xml} of Maven's, in a project or of a user. */
public final class ExtensionsFile {

  private final Path file;

  /**
   * @param file which need not be there
   */
  public ExtensionsFile(Path file) {
    this.file = file;
  }

  /**
   * The version of an extension that is there.
   *
   * @param extension whose version does not count
   * @return empty if the extension or the file is not there
   * @throws IOException naming the file, if it can't be read
   * @throws MalformedExtensionsException naming the file and the line
   */
  public Optional<String> version(Coordinates extension)
      throws IOException, MalformedExtensionsException {
    return Files.exists(file) ? parse(decoded().text()).version(extension) : Optional.empty();
  }

  /**
   * The file with an extension in it.
   *
   * @param overwrite whether to replace another version of it
   * @throws IOException naming the file, if it can't be read
   * @throws MalformedExtensionsException naming the file and the line
   */
  public FileEdit with(Coordinates extension, boolean overwrite)
      throws IOException, MalformedExtensionsException {
    if (!Files.exists(file)) {
      return FileEdit.of(file, ExtensionsXml.of(extension), overwrite);
    }
    Decoded now = decoded();
    ExtensionsXml xml = parse(now.text());
    Optional<String> version = xml.version(extension);
    if (version.isPresent() && version.get().equals(extension.version())) {
      return edit(FileEdit.State.SAME, now.text(), now.charset());
    }
    if (version.isPresent() && !overwrite) {
      return edit(FileEdit.State.KEPT, now.text(), now.charset());
    }
    try {
      return edit(FileEdit.State.CHANGED, xml.with(extension), now.charset());
    } catch (MalformedExtensionsException e) {
      throw e.in(file);
    }
  }

  private FileEdit edit(FileEdit.State state, String text, Charset charset) {
    return new FileEdit(file, state, text, text.getBytes(charset));
  }

  private ExtensionsXml parse(String text) throws MalformedExtensionsException {
    try {
      return ExtensionsXml.parse(text);
    } catch (MalformedExtensionsException e) {
      throw e.in(file);
    }
  }

  private record Decoded(String text, Charset charset) {}

  private Decoded decoded() throws IOException, MalformedExtensionsException {
    byte[] bytes = FileEdit.read(file);
    Charset charset = charset(bytes);
    String text = new String(bytes, charset);
    if (!Arrays.equals(text.getBytes(charset), bytes)) {
      throw new MalformedExtensionsException("it is not encoded in " + charset).in(file);
    }
    return new Decoded(text, charset);
  }

  // What the document says, or its first bytes
  private static Charset charset(byte[] bytes) {
    try {
      String name =
          XMLInputFactory.newDefaultFactory()
              .createXMLStreamReader(new ByteArrayInputStream(bytes))
              .getEncoding();
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (XMLStreamException | IllegalCharsetNameException | UnsupportedCharsetException e) {
      // All faults are found when the text is parsed.
      return StandardCharsets.UTF_8;
    }
  }
}
