package io.github.azblobcache.settings.syntax;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a description of a cache may refer to.
 *
 * @param environment gives the value of an environment variable, or null if it is not set, as
 *     {@code System.getenv()::get}
 * @param baseDirectory what relative folders of {@code type=local} start from
 * @param servers the servers of Maven's {@code settings.xml}
 * @param warnings receives why a cache is left out, one sentence or more; the same one each time it
 *     is read
 * @param types the types of store that there are
 */
public record SettingContext(
    UnaryOperator<String> environment,
    Path baseDirectory,
    ServerPasswords servers,
    Consumer<String> warnings,
    StoreTypes types) {}
