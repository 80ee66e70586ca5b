package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.bugs.BugInput.BugPatch;
import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.api.bugs.BugInput.NewComment;
import fr.gaveurs.console.api.feedback.Feedbacks.NewFeedback;
import fr.gaveurs.console.api.products.Products.NewProduct;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body may not be: a field that is read as something else, or not at all, misleads whoever sent it. */
class StrictJsonTest {
    private static <B extends Record> B body(byte[] json, Class<B> type) {
        return StrictJson.body(json, type, (property, value) -> List.of());
    }

    private static List<FieldError> refused(String json, Class<? extends Record> type) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> body(bytes, type));
        assertThat(problem).as(json).isNotNull();
        return problem.errors();
    }

    /** What follows the first field that cannot be read is looked at, too. */
    @Test
    void everyFieldThatCannotBeReadIsNamed() {
        assertThat(refused("{\"title\":1,\"severity\":\"awful\",\"tags\":[\"a\",2],\"client_id\":\"x\"}", NewBug.class))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("title", "severity", "tags[1]", "client_id");
    }

    record Figures(@Nullable Double mass, double height) {}

    @ParameterizedTest
    @CsvSource({
        "mass, 1e300",
        "mass, -1e12",
        "height, 1e12",
        "mass, 1000000000000",
        "height, '\"1\"'",
        "mass, true",
        "height, []",
    })
    void aFigureIsANumberThatCanBe(String field, String value) {
        assertThat(refused("{\"" + field + "\":" + value + "}", Figures.class))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.field()).isEqualTo(field);
                    assertThat(error.message()).isEqualTo("must be a number of at most 12 digits before its point");
                });
    }

    @Test
    void aFigureMayBeLeftOutAndMayBeWhole() {
        assertThat(body("{\"mass\":-3,\"height\":1e-300}".getBytes(StandardCharsets.UTF_8), Figures.class))
                .isEqualTo(new Figures(-3.0, 1e-300));
        assertThat(body("{\"mass\":null,\"height\":null}".getBytes(StandardCharsets.UTF_8), Figures.class))
                .isEqualTo(new Figures(null, 0));
        assertThat(body("{}".getBytes(StandardCharsets.UTF_8), Figures.class)).isEqualTo(new Figures(null, 0));
    }

    @Test
    void aDateIsDescribed() {
        for (String wrong : List.of("\"27/11/2026\"", "1", "\"2026-13-01\"", "true")) {
            assertThat(refused("{\"packaged_on\":" + wrong + "}", NewProduct.class))
                    .singleElement()
                    .satisfies(error -> {
                        assertThat(error.field()).isEqualTo("packaged_on");
                        assertThat(error.message()).isEqualTo("must be a date such as 2026-11-27");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"serverity\":\"critical\"}` | serverity | is not a field here; known are assignee, category,",
                "`{\"Severity\":\"critical\"}` | Severity | is not a field here",
                "`{\"title\":\"a\",\"title\":\"b\"}` | title | is given more than once",
                "`{\"title\":1}` | title | must be text",
                "`{\"title\":true}` | title | must be text",
                "`{\"title\":[\"a\"]}` | title | must be text",
                "`{\"severity\":1}` | severity | must be one of critical",
                "`{\"severity\":\"\"}` | severity | must be one of critical",
                "`{\"severity\":\"awful\"}` | severity | must be one of critical",
                "`{\"related_issues\":[\"1\"]}` | related_issues[0] | must be a number",
                "`{\"related_issues\":[1.5]}` | related_issues[0] | must be a number",
                "`{\"related_issues\":[99999999999999999999]}` | related_issues[0] | must be a number",
                "`{\"related_issues\":\"\"}` | related_issues | must be a list",
                "`{\"tags\":\"a\"}` | tags | must be a list",
                "`{\"tags\":[1]}` | tags[0] | must be text",
                "`{\"client_id\":\"\"}` | client_id | must be a UUID",
                "`{\"client_id\":\"x\"}` | client_id | must be a UUID",
                "`{\"sample_time\":1}` | sample_time | must be an instant",
                "`{\"sample_time\":\"12\"}` | sample_time | must be an instant",
                "`{\"sample_time\":\"2026-13-23T12:00:00Z\"}` | sample_time | must be an instant",
            })
    void aFieldThatWouldBeMisreadIsNamed(String json, String field, String message) {
        assertThat(refused(json, NewBug.class))
                .filteredOn(error -> error.field().equals(field))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains(message));
    }

    @Test
    void whatIsUnknownAndWhatIsNotAllowedAreToldTogether() {
        byte[] body = "{\"qr\":\"x\",\"overall\":6,\"texture\":0,\"foo\":1}".getBytes(StandardCharsets.UTF_8);

        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> new RequestReader().body(body, NewFeedback.class));

        assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("foo", "overall", "texture");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"version\":\"1\"}` | version",
                "`{\"version\":1.0}` | version",
                "`{\"version\":99999999999}` | version",
                "`{\"version\":true}` | version",
                "`{\"version\":\"\"}` | version",
            })
    void aNumberIsAWholeNumber(String json, String field) {
        assertThat(refused(json, BugPatch.class)).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.message()).startsWith("must be a number, a whole one");
        });
    }

    @Test
    void aFlagIsTrueOrFalse() {
        for (String value : new String[] {"\"true\"", "1", "\"\""}) {
            assertThat(refused("{\"text\":\"a\",\"internal\":" + value + "}", NewComment.class))
                    .containsExactly(new FieldError("internal", "must be true or false"));
        }
    }

    @Test
    void everyFaultIsToldAndTheSenderCannotMakeThemMany() {
        assertThat(refused("{\"a\":1,\"b\":1}", NewComment.class)).hasSize(2);
        StringBuilder many = new StringBuilder("{\"a\":1");
        for (int i = 0; i < 1_000; i++) {
            many.append(",\"").append("x".repeat(900)).append(i).append("\":{}");
        }
        assertThat(refused(many + "}", NewComment.class)).hasSize(20).allSatisfy(error -> assertThat(error.field())
                .hasSizeLessThan(120));
    }

    @Test
    void whatTurnsTheDirectionOrIsNotSeenIsLeftOutOfEveryText() {
        NewBug bug = body(
                "{\"title\":\"a\\u202eevil\\u200b\",\"description\":\"\uD83D\uDC69\u200D\uD83C\uDF73\",\"tags\":[\"\\u2066b\"]}"
                        .getBytes(StandardCharsets.UTF_8),
                NewBug.class);

        assertThat(bug.title()).isEqualTo("aevil");
        assertThat(bug.description()).as("joiners stay").isEqualTo("\uD83D\uDC69\u200D\uD83C\uDF73");
        assertThat(bug.tags()).containsExactly("b");
    }

    @Test
    void controlCharactersAreLeftOutOfEveryText() {
        NewBug bug = body(
                "{\"title\":\"\\u0000The\\u001b scale\\u007f\",\"description\":\"a\\r\\n\\tb\",\"tags\":[\"a\\u0000b\"]}"
                        .getBytes(StandardCharsets.UTF_8),
                NewBug.class);

        assertThat(bug.title()).isEqualTo("The scale");
        assertThat(bug.description()).isEqualTo("a\r\n\tb");
        assertThat(bug.tags()).containsExactly("ab");
    }

    /** What the window sends, and what an older one left on its disk to be sent. */
    @Test
    void whatOurOwnClientWritesIsRead() {
        List<Class<? extends Record>> bodies = Routes.ALL.stream()
                .map(Route::body)
                .filter(Objects::nonNull)
                .filter(type -> type != FileContent.class)
                .distinct()
                .toList();
        assertThat(bodies).isNotEmpty();
        for (Class<? extends Record> type : bodies) {
            StringBuilder nothing = new StringBuilder("{");
            for (RecordComponent component : type.getRecordComponents()) {
                if (!component.getType().isPrimitive()) {
                    nothing.append(nothing.length() == 1 ? "" : ",")
                            .append('"')
                            .append(RequestReader.snakeCase(component.getName()))
                            .append("\":null");
                }
            }
            assertThatNoException().as(type.getName()).isThrownBy(() -> {
                Record read = Json.MAPPER.readValue(nothing + "}", type);
                body(Json.MAPPER.writeValueAsBytes(read), type);
            });
        }
    }
}
