package fr.gaveurs.console.api;

/** A file's bytes: a body or an answer that is not JSON. How many a body may have says its {@link Route#bodyLimit}. */
public record FileContent(byte[] bytes) {}
