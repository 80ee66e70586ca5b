package fr.gaveurs.console.api.conditions;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import java.util.List;

/** Conditions: what is wrong with stations and with the system. */
public final class ConditionsApi {
    public static final Route LIST_CONDITIONS = Route.get(
            "listConditions",
            "/api/sqal/conditions",
            "conditions",
            "What is wrong now, worst first; then, if asked for, what was cleared lately",
            Role.VIEWER,
            Conditions.ConditionQuery.class,
            Route.listOf(Conditions.Condition.class));

    /** In the order of the documentation. */
    public static final List<Route> ALL = List.of(LIST_CONDITIONS);

    private ConditionsApi() {}
}
