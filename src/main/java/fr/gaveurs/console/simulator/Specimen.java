package fr.gaveurs.console.simulator;

/** A liver and what the sensors made of it. */
public record Specimen(Truth truth, Sensed sensed) {}
