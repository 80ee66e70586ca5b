package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Constraint;
import jakarta.validation.constraints.Size;
import java.io.File;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever of a request is not allowed is said in words of our own: those of the library are made for programmers. */
class ConstraintWordsTest {
    private static final Path RECORDS = Path.of("target/classes/fr/gaveurs/console/api");

    /** Every constraint of every record that crosses the wire, by where it stands. */
    private static Map<String, Annotation> constraints() throws Exception {
        Map<String, Annotation> found = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(RECORDS)) {
            files = walk.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            String name = Path.of("target/classes")
                    .relativize(file)
                    .toString()
                    .replace(".class", "")
                    .replace(File.separatorChar, '.');
            if (name.endsWith("-info")) {
                continue;
            }
            RecordComponent[] components = Class.forName(name, false, ConstraintWordsTest.class.getClassLoader())
                    .getRecordComponents();
            if (components == null) {
                continue;
            }
            for (RecordComponent component : components) {
                String place = name.substring(name.lastIndexOf('.') + 1) + '.' + component.getName();
                collect(place, component.getAccessor(), found);
                collect(place, component.getAnnotatedType(), found);
            }
        }
        return found;
    }

    private static void collect(String place, AnnotatedElement element, Map<String, Annotation> found) {
        for (Annotation each : element.getAnnotations()) {
            if (each.annotationType().isAnnotationPresent(Constraint.class)) {
                found.put(place + " @" + each.annotationType().getSimpleName(), each);
            }
        }
        if (element instanceof AnnotatedParameterizedType of) {
            for (AnnotatedType argument : of.getAnnotatedActualTypeArguments()) {
                collect(place + "[]", argument, found);
            }
        }
    }

    private static String text(Annotation constraint) throws Exception {
        return (String) constraint.annotationType().getMethod("message").invoke(constraint);
    }

    @Test
    void everyConstraintOfARequestHasWordsThatFollowAName() throws Exception {
        Map<String, Annotation> constraints = constraints();
        assertThat(constraints)
                .as("all are found")
                .hasSizeGreaterThan(200)
                .containsKey("Rollouts$NewPlan.deviceIds[] @Pattern");
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Annotation> each : constraints.entrySet()) {
            String own = text(each.getValue());
            String said = own.startsWith("{") ? ConstraintWords.of(each.getValue(), "") : own;
            if (said == null || !said.matches("(?s)(must (be|have|look|name|not) .*|is needed.*)")) {
                wrong.add(each.getKey() + ": " + said);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private record Sizes(
            @Size(max = 60) String most,
            @Size(min = 1, max = 60) String range,
            @Size(min = 2) String least,
            @Size(min = 8, max = 8) String exact,
            @Size(max = 1) String one) {}

    @Test
    void howLongSomethingMayBeIsSaidOfTextAndOfListsAlike() {
        assertThat(Arrays.stream(Sizes.class.getRecordComponents())
                        .map(each -> ConstraintWords.of(each.getAccessor().getAnnotation(Size.class), "x")))
                .containsExactly(
                        "must have at most 60 characters",
                        "must have 1 to 60 characters",
                        "must have at least 2 characters",
                        "must have exactly 8 characters",
                        "must have at most 1 character");
        assertThat(Arrays.stream(Sizes.class.getRecordComponents())
                        .map(each -> ConstraintWords.of(each.getAccessor().getAnnotation(Size.class), List.of())))
                .contains("must have 1 to 60 entries", "must have at most 1 entry");
    }
}
