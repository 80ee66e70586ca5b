package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.api.conditions.Conditions.Condition;

/**
 * Hears of conditions, each in the order of what happens to it. Called by whichever thread made it so, while others wait:
 * it must return at once and ask the board nothing.
 */
public interface ConditionListener {
    /** Something is wrong: here, or a restart or another console brought it along. */
    void raised(Condition condition);

    /** One that is open has other words, or was confirmed. */
    void changed(Condition condition);

    /** It is over; {@code clearedAt} says since when. */
    void cleared(Condition condition);
}
