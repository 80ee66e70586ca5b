package fr.gaveurs.console.api;

import java.io.InputStream;

/**
 * A file that comes as it is read, and is never held as a whole: a body that is not JSON. How many bytes it may have says
 * its {@link Route#bodyLimit}.
 *
 * @param bytes may throw what becomes the answer, where it comes too slowly or is too long
 * @param length as it was announced; -1 where it was not
 */
public record FileUpload(InputStream bytes, long length) {}
