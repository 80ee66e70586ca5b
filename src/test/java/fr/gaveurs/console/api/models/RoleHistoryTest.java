package fr.gaveurs.console.api.models;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.models.RoleHistory.Given;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleHistoryTest {
    private static Given to(long id) {
        return new Given(id, false);
    }

    private static Given back(long id) {
        return new Given(id, true);
    }

    @Test
    void nothingComesBackWhereOneHadItAlone() {
        assertThat(RoleHistory.former(List.of(), id -> true)).isNull();
        assertThat(RoleHistory.former(List.of(to(1), to(1)), id -> true)).isNull();
    }

    @Test
    void backAgainGoesFurtherBackUntilThereIsNone() {
        List<Given> given = new ArrayList<>(List.of(to(1), to(2), to(3)));
        assertThat(RoleHistory.former(given, id -> true)).isEqualTo(2);
        given.add(back(2));
        assertThat(RoleHistory.former(given, id -> true)).isEqualTo(1);
        given.add(back(1));
        assertThat(RoleHistory.former(given, id -> true)).isNull();
    }

    @Test
    void whatIsGivenTheRoleAnewIsHistoryAgain() {
        assertThat(RoleHistory.former(List.of(to(1), to(2), back(1), to(2)), id -> true))
                .isEqualTo(1);
        assertThat(RoleHistory.former(List.of(to(1), to(2), to(1)), id -> true))
                .as("who chose the older one by hand did not roll back")
                .isEqualTo(2);
    }

    @Test
    void whatMustNotBeUsedIsPassedOver() {
        assertThat(RoleHistory.former(List.of(to(1), to(2), to(3)), id -> id != 2))
                .isEqualTo(1);
    }

    @Test
    void aVersionThatLiesFurtherBackThanIsKnownStandsAlone() {
        assertThat(RoleHistory.former(List.of(to(5), back(1)), id -> true)).isNull();
    }
}
