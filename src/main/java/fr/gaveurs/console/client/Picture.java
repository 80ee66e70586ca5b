package fr.gaveurs.console.client;

/**
 * A page as a picture.
 *
 * @param png its bytes
 * @param pages how many the document has
 */
public record Picture(byte[] png, int pages) {}
