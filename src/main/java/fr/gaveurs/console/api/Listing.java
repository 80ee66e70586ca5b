package fr.gaveurs.console.api;

import java.util.List;

/** A list that needs no paging. */
public record Listing<T>(List<T> items) {}
