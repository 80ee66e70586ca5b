package fr.gaveurs.console.api;

/** One field that was refused, named by its path such as {@code vl53l8ch.distance_matrix[3][4]}. */
public record FieldError(String field, String message) {}
