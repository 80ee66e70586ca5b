package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.Route;

/** A route of the contract and what it does: all that a feature gives to the server. */
public record Endpoint(Route route, Operation operation) {}
