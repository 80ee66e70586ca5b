package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.Max;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was asked before is answered by the same record, and what was wrong stays wrong. */
class RememberedQueriesTest {
    private final RequestReader reader = new RequestReader();

    record Page(@Max(100) @Nullable Integer limit) {}

    record Name(@Nullable String limit) {}

    @Test
    void theSameQueryIsReadOnce() {
        Page first = reader.query("limit=20", Page.class);

        assertThat(reader.query("limit=20", Page.class)).isSameAs(first);
        assertThat(first.limit()).isEqualTo(20);
        assertThat(reader.query("limit=21", Page.class).limit()).isEqualTo(21);
    }

    @Test
    void anotherRouteReadsTheSameWordsInItsOwnWay() {
        reader.query("limit=20", Page.class);

        assertThat(reader.query("limit=20", Name.class).limit()).isEqualTo("20");
    }

    @Test
    void noneIsRememberedToo() {
        assertThat(reader.query((String) null, Page.class)).isSameAs(reader.query((String) null, Page.class));
    }

    @Test
    void aMistakeIsSaidEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> reader.query("limit=101", Page.class)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> reader.query("limit=%zz", Page.class)).isInstanceOf(ProblemException.class);
        }
    }
}
