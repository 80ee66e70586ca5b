package fr.gaveurs.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    private static final StackTraceElement[] PLACE = {
        frame("java.util.Objects", "requireNonNull", 233),
        frame("fr.gaveurs.console.desktop.live.TilePainter", "draw", 41),
        frame("fr.gaveurs.console.desktop.live.StationTile", "layout", 90),
        frame("javafx.scene.Parent", "layout", 1207)
    };

    @Test
    void eightFiguresAndCapitalsThatCannotBeMisread() {
        for (int i = 0; i < 2_000; i++) {
            String code =
                    ErrorCode.of(at(new IllegalStateException(), frame("fr.gaveurs.A" + (char) ('a' + i), "m", 1)));
            assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        }
    }

    @Test
    void theSameOnEveryPcAndInEveryVersion() {
        assertThat(ErrorCode.of(at(new NullPointerException(), PLACE))).isEqualTo("NVCA-8WA5");
    }

    @Test
    void messagesDoNotMatter() {
        assertThat(ErrorCode.of(at(new IllegalStateException("cage 14"), PLACE)))
                .isEqualTo(ErrorCode.of(at(new IllegalStateException("cage 15"), PLACE)));
    }

    @Test
    void lineNumbersAndFileNamesDoNotMatter() {
        StackTraceElement[] moved = PLACE.clone();
        moved[1] = new StackTraceElement("fr.gaveurs.console.desktop.live.TilePainter", "draw", null, -1);
        assertThat(ErrorCode.of(at(new IllegalStateException(), moved)))
                .isEqualTo(ErrorCode.of(at(new IllegalStateException(), PLACE)));
    }

    @Test
    void theClassMatters() {
        assertThat(ErrorCode.of(at(new IllegalStateException(), PLACE)))
                .isNotEqualTo(ErrorCode.of(at(new IllegalArgumentException(), PLACE)));
    }

    @Test
    void thePlaceMatters() {
        assertThat(ErrorCode.of(at(new IllegalStateException(), PLACE[1])))
                .isNotEqualTo(ErrorCode.of(at(new IllegalStateException(), PLACE[2])));
    }

    @Test
    void whatLibrariesCallBetweenDoesNotMatterWhereOursIsOnTheStack() {
        StackTraceElement[] newer = {
            frame("java.util.Objects", "checked", 7),
            frame("java.util.Objects", "requireNonNull", 1),
            PLACE[1],
            PLACE[2]
        };
        assertThat(ErrorCode.of(at(new NullPointerException(), newer)))
                .isEqualTo(ErrorCode.of(at(new NullPointerException(), PLACE)));
    }

    @Test
    void librariesCountWhereNothingIsOurs() {
        assertThat(ErrorCode.of(at(new NullPointerException(), PLACE[0])))
                .isNotEqualTo(ErrorCode.of(at(new NullPointerException(), PLACE[3])));
    }

    @Test
    void theRootCauseIsWhatCounts() {
        Throwable root = at(new IllegalStateException(), PLACE);
        Throwable wrapped = new CompletionException(new RuntimeException("a wrapper", root));
        assertThat(ErrorCode.of(wrapped)).isEqualTo(ErrorCode.of(root));
        assertThat(ErrorCode.root(wrapped)).isSameAs(root);
    }

    @Test
    void causesInARingEnd() {
        IllegalStateException first = at(new IllegalStateException(), PLACE);
        IllegalArgumentException second = at(new IllegalArgumentException(first), PLACE);
        first.initCause(second);
        assertThat(ErrorCode.root(first)).isSameAs(second);
        assertThat(ErrorCode.of(first)).isEqualTo(ErrorCode.of(at(new IllegalArgumentException(), PLACE)));
    }

    @Test
    void anErrorThatIsItsOwnCauseEnds() {
        Throwable own = at(
                new IllegalStateException() {
                    @Override
                    public synchronized Throwable getCause() {
                        return this;
                    }
                },
                PLACE);
        assertThat(ErrorCode.root(own)).isSameAs(own);
        assertThat(ErrorCode.of(own)).hasSize(9);
    }

    @Test
    void aVeryLongRowOfCausesEnds() {
        Throwable error = new IllegalStateException();
        for (int i = 0; i < 20_000; i++) {
            error = new RuntimeException(null, error, false, false) {};
        }
        assertThat(ErrorCode.of(error)).hasSize(9);
    }

    @Test
    void withoutAStackTheClassAloneIsTheCode() {
        assertThat(ErrorCode.of(at(new NullPointerException("one"))))
                .isEqualTo(ErrorCode.of(at(new NullPointerException("two"))))
                .isNotEqualTo(ErrorCode.of(at(new IllegalStateException())));
    }

    @Test
    void aRootWithoutAStackIsWhereItsWrapperWasThrown() {
        Throwable here = at(new RuntimeException(at(new NullPointerException())), PLACE[1]);
        Throwable there = at(new RuntimeException(at(new NullPointerException())), PLACE[2]);
        assertThat(ErrorCode.of(here)).isNotEqualTo(ErrorCode.of(there));
        assertThat(ErrorCode.of(here)).isEqualTo(ErrorCode.of(at(new NullPointerException(), PLACE[1])));
    }

    @Test
    void numbersOfHiddenClassesDoNotMatter() {
        assertSame("fr.gaveurs.A$$Lambda/0x00007f1c2c0a1230", "fr.gaveurs.A$$Lambda/0x0000000801044a40", "run");
        assertSame("fr.gaveurs.A$$Lambda$14/0x000000080", "fr.gaveurs.A$$Lambda$215/0x000000090", "run");
        assertSame("fr.gaveurs.A$$Lambda$14/1234567", "fr.gaveurs.A$$Lambda/0x000000090", "run");
    }

    @Test
    void numbersOfNamelessAndMadeClassesDoNotMatter() {
        assertSame("fr.gaveurs.A$1", "fr.gaveurs.A$2", "run");
        assertSame("fr.gaveurs.A$1Local", "fr.gaveurs.A$3Local", "run");
        assertSame("jdk.proxy2.$Proxy12", "jdk.proxy3.$Proxy7", "call");
        assertSame(
                "jdk.internal.reflect.GeneratedMethodAccessor9",
                "jdk.internal.reflect.GeneratedMethodAccessor41",
                "invoke");
    }

    @Test
    void numbersOfLambdaMethodsDoNotMatter() {
        assertThat(ErrorCode.of(at(new IllegalStateException(), frame("fr.gaveurs.A", "lambda$start$3", 1))))
                .isEqualTo(ErrorCode.of(at(new IllegalStateException(), frame("fr.gaveurs.A", "lambda$start$11", 1))))
                .isNotEqualTo(ErrorCode.of(at(new IllegalStateException(), frame("fr.gaveurs.A", "lambda$stop$3", 1))));
    }

    @Test
    void realLambdasOfOnePlaceAreOneError() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            Runnable fault = () -> {
                throw new IllegalStateException("number " + number);
            };
            codes.add(ErrorCode.of(caught(fault)));
        }
        assertThat(codes).hasSize(1);
    }

    @Test
    void howDeepARecursionWasDoesNotMatter() {
        assertThat(ErrorCode.of(caught(() -> descend(3)))).isEqualTo(ErrorCode.of(caught(() -> descend(30))));
    }

    @Test
    void aStackOverflowIsNamedByTheMethodsThatCallEachOther() {
        StackTraceElement a = frame("fr.gaveurs.Tree", "visit", 10);
        StackTraceElement b = frame("fr.gaveurs.Tree", "children", 20);
        assertThat(ErrorCode.of(at(new StackOverflowError(), ring(500, a, b))))
                .isEqualTo(ErrorCode.of(at(new StackOverflowError(), ring(501, b, a))))
                .isNotEqualTo(ErrorCode.of(at(new StackOverflowError(), ring(500, a, PLACE[1]))));
        List<StackTraceElement> called = new ArrayList<>(List.of(ring(400, a, b)));
        called.add(0, frame("fr.gaveurs.Leaf", "hash", 1));
        assertThat(ErrorCode.of(at(new StackOverflowError(), called.toArray(StackTraceElement[]::new))))
                .isEqualTo(ErrorCode.of(at(new StackOverflowError(), ring(500, a, b))));
    }

    @Test
    void realStackOverflowsFromDifferentDepthsAreOne() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            int depth = i;
            codes.add(ErrorCode.of(caught(() -> into(depth))));
        }
        assertThat(codes).hasSize(1);
    }

    @Test
    void aFullHeapIsOneErrorWhereverItIsMet() {
        assertThat(ErrorCode.of(at(new OutOfMemoryError("Java heap space"), PLACE[1])))
                .isEqualTo(ErrorCode.of(at(new OutOfMemoryError("Java heap space"), PLACE[2])));
    }

    private static void into(int depth) {
        if (depth > 0) {
            into(depth - 1);
        } else {
            forEver(0);
        }
    }

    private static int forEver(int n) {
        return n == Integer.MAX_VALUE ? 0 : Integer.numberOfTrailingZeros(forEver(n + 1)) + 1;
    }

    private static int descend(int levels) {
        if (levels > 0) {
            return descend(levels - 1) + 1;
        }
        throw new IllegalStateException();
    }

    private static void assertSame(String one, String other, String method) {
        assertThat(ErrorCode.of(at(new IllegalStateException(), frame(one, method, 1))))
                .isEqualTo(ErrorCode.of(at(new IllegalStateException(), frame(other, method, 2))));
    }

    private static Throwable caught(Runnable fault) {
        @Nullable Throwable caught = null;
        try {
            fault.run();
        } catch (IllegalStateException | StackOverflowError expected) {
            caught = expected;
        }
        return Objects.requireNonNull(caught);
    }

    private static StackTraceElement[] ring(int length, StackTraceElement... frames) {
        return Collections.nCopies(length, List.of(frames)).stream()
                .flatMap(List::stream)
                .limit(length)
                .toArray(StackTraceElement[]::new);
    }

    private static <T extends Throwable> T at(T error, StackTraceElement... stack) {
        error.setStackTrace(stack);
        return error;
    }

    private static StackTraceElement frame(String type, String method, int line) {
        return new StackTraceElement(type, method, "Some.java", line);
    }

    @Test
    void anErrorWhoseAddressesDifferEachTimeIsOne() {
        assertThat(Stream.of(
                                "Guru Meditation Error: LoadProhibited PC 0x400d1234 MAC 24:0A:C4:00:11:22",
                                "Guru Meditation Error: LoadProhibited PC 0x400DABCD MAC 24:0a:c4:ff:ee:dd",
                                "guru meditation error: loadprohibited pc 0x4 mac 24-0A-C4-00-00-09")
                        .map(words -> ErrorCode.of("ESP32_LL_01", words))
                        .distinct())
                .hasSize(1);
        assertThat(ErrorCode.of("s", "session 123e4567-e89b-12d3-a456-426614174000 lost"))
                .isEqualTo(ErrorCode.of("s", "session ffffffff-0000-12d3-a456-abcdefabcdef lost"));
        assertThat(ErrorCode.of("s", "heap at 3ffb1f20 broken"))
                .isEqualTo(ErrorCode.of("s", "heap at 3ffc00aa broken"));
        assertThat(ErrorCode.of("s", "Backtrace: 0x400d1234:0x3ffb1f20 0x400d5678:0x3ffb1f40"))
                .as("of any length")
                .isEqualTo(ErrorCode.of("s", "Backtrace: 0x400d9999:0x3ffb1f20 0x4:0x3 0x5:0x6"));
        assertThat(ErrorCode.of("s", "decade facade"))
                .as("words stay")
                .isNotEqualTo(ErrorCode.of("s", "facade decade"));
        assertThat(ErrorCode.of("s", "vl53 lost")).isNotEqualTo(ErrorCode.of("s", "as7341 lost"));
    }
}
