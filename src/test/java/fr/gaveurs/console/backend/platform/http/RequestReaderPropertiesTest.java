package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.Mutations;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a query or a body: the route's record, or a problem that says what is wrong. */
class RequestReaderPropertiesTest {
    private static final RequestReader READER = new RequestReader();
    private static final List<Class<? extends Record>> BODIES = Routes.ALL.stream()
            .map(Route::body)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    private static final List<Class<? extends Record>> QUERIES = Routes.ALL.stream()
            .map(Route::query)
            .filter(Objects::nonNull)
            .distinct()
            .toList();

    @Provide
    Arbitrary<byte[]> bodies() {
        Map<String, String> fields = new HashMap<>();
        for (Class<? extends Record> type : BODIES) {
            for (RecordComponent component : type.getRecordComponents()) {
                fields.put(RequestReader.snakeCase(component.getName()), "reader");
            }
        }
        return Mutations.of(Json.MAPPER.writeValueAsBytes(fields), "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1_000)
    void aBodyIsReadOrRefused(@ForAll("bodies") byte[] bytes) {
        for (Class<? extends Record> type : BODIES) {
            try {
                assertThat(READER.body(bytes, type)).isNotNull();
            } catch (ProblemException e) {
                assertThat(Objects.requireNonNull(e.getMessage())).hasSizeLessThan(3_000);
            }
        }
    }

    @Provide
    Arbitrary<Map<String, List<String>>> parameters() {
        List<String> names = QUERIES.stream()
                .flatMap(type -> java.util.Arrays.stream(type.getRecordComponents()))
                .map(component -> RequestReader.snakeCase(component.getName()))
                .distinct()
                .toList();
        Arbitrary<String> values = Mutations.of(
                        "2026-11-23T12:31:17Z".getBytes(StandardCharsets.UTF_8),
                        "ESP32_LL_01".getBytes(StandardCharsets.UTF_8),
                        "25".getBytes(StandardCharsets.UTF_8),
                        "A+".getBytes(StandardCharsets.UTF_8))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        return Combinators.combine(
                        Arbitraries.of(names).list().ofMaxSize(4), values.list().ofSize(4))
                .as((chosen, given) -> {
                    Map<String, List<String>> query = new HashMap<>();
                    for (int i = 0; i < chosen.size(); i++) {
                        query.put(chosen.get(i), List.of(given.get(i)));
                    }
                    return query;
                });
    }

    @Property(tries = 1_000)
    void aQueryIsReadOrRefused(@ForAll("parameters") Map<String, List<String>> parameters) {
        for (Class<? extends Record> type : QUERIES) {
            try {
                assertThat(READER.query(parameters, type)).isNotNull();
            } catch (ProblemException e) {
                assertThat(e).isNotNull();
            }
        }
    }
}
