package io.github.azblobcache.settings.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of CSV with the rules of Go's {@code encoding/csv}, which buildx uses: a field is quoted
 * from its first character to its last or not at all, and a quote inside is doubled.
 *
 * @see <a href="https://pkg.go.dev/encoding/csv@go1.24.0">Go, encoding/csv</a>
 */
final class CsvRecord {

  /** A quote is where it must not be, or is missing; the message quotes nothing of the line. */
  static final class QuoteException extends Exception {

    private static final long serialVersionUID = 1;

    QuoteException(String message) {
      super(message);
    }
  }

  private final String line;
  private final List<String> fields = new ArrayList<>();
  private int at;

  private CsvRecord(String line) {
    this.line = line;
  }

  /**
   * The line's fields, with the quotes undone.
   *
   * @throws QuoteException if a quote is where it must not be, or is missing
   */
  static List<String> fields(String line) throws QuoteException {
    CsvRecord csv = new CsvRecord(line);
    do {
      csv.fields.add(csv.at('"') ? csv.quoted() : csv.plain());
    } while (csv.skip(','));
    return List.copyOf(csv.fields);
  }

  private String plain() throws QuoteException {
    int comma = line.indexOf(',', at);
    String field = line.substring(at, comma < 0 ? line.length() : comma);
    if (field.indexOf('"') >= 0) {
      throw new QuoteException(
          "a quote inside the unquoted field " + number() + " (column " + column(field) + ")");
    }
    at += field.length();
    return field;
  }

  private String quoted() throws QuoteException {
    StringBuilder field = new StringBuilder();
    skip('"');
    while (at < line.length()) {
      if (!skip('"')) {
        field.append(line.charAt(at++));
      } else if (skip('"')) {
        field.append('"');
      } else if (at == line.length() || at(',')) {
        return field.toString();
      } else {
        throw new QuoteException(
            "something follows the closing quote of field "
                + number()
                + " (column "
                + (at + 1)
                + ")");
      }
    }
    throw new QuoteException("field " + number() + " has no closing quote");
  }

  private int number() {
    return fields.size() + 1;
  }

  private int column(String field) {
    return at + field.indexOf('"') + 1;
  }

  private boolean at(char c) {
    return at < line.length() && line.charAt(at) == c;
  }

  private boolean skip(char c) {
    boolean found = at(c);
    at += found ? 1 : 0;
    return found;
  }
}
