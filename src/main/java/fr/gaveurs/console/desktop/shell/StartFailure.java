package fr.gaveurs.console.desktop.shell;

/**
 * Why the program could not start, for the person in front of it.
 *
 * @param happened what happened, one sentence
 * @param remedy what to do about it
 * @param details for whoever is asked for help: versions, paths, stack trace
 */
public record StartFailure(String happened, String remedy, String details) {}
