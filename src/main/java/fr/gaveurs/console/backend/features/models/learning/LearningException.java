package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Obstacle;
import java.util.Collection;
import java.util.List;

/** Nothing can be learnt, or a model cannot be used; the message says why and what to do, without a full stop. */
public final class LearningException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Obstacle> obstacles;

    public LearningException(String message) {
        this(message, List.of());
    }

    public LearningException(Obstacle why) {
        this(why.words(), List.of(why));
    }

    /** @param obstacles what the message says, for programs */
    LearningException(String message, Collection<Obstacle> obstacles) {
        super(message);
        this.obstacles = List.copyOf(obstacles);
    }

    /** What the message says, for programs; empty where there is no kind for it. */
    public List<Obstacle> obstacles() {
        return obstacles;
    }
}
