package fr.gaveurs.console.backend.features.models.onnx;

import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.attribute;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.floats;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.longs;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.mlNode;
import static fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.features.models.learning.ExternalTraining.Columns;
import fr.gaveurs.console.backend.features.models.learning.Feature;
import fr.gaveurs.console.backend.features.models.onnx.HostileOnnx.Hostile;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is seen of an ONNX file before the library that runs it sees any of it. */
class OnnxCheckTest {
    private static final Map<String, Hostile> HOSTILE = HostileOnnx.all();

    static Iterable<String> hostile() {
        return HOSTILE.keySet();
    }

    @Test
    void thereAreAHundredOfThem() {
        assertThat(HOSTILE).hasSizeGreaterThanOrEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whateverIsBrokenOrHostileIsRefusedForItsOwnReason(String name) {
        Hostile file = HOSTILE.get(name);
        assertThatThrownBy(() -> OnnxCheck.check(file.bytes())).isInstanceOfSatisfying(OnnxException.class, e -> {
            assertThat(e.reason()).as(e.getMessage()).isEqualTo(file.reason());
            assertThat(e.getMessage())
                    .hasSizeBetween(20, 900)
                    .doesNotContain("\n")
                    .doesNotContain("\u0007");
        });
    }

    @Test
    void whatIsTooLargeIsNotEvenLookedAt() {
        assertThatThrownBy(() -> OnnxCheck.check(new byte[100 << 20]))
                .isInstanceOfSatisfying(
                        OnnxException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void aSoundFileSaysWhatItIs() throws Exception {
        byte[] bytes = new OnnxBuilder()
                .property(OnnxSchema.TRAINED_ON, "A".repeat(64))
                .bytes();
        OnnxFile file = OnnxCheck.check(bytes);
        assertThat(file.schema().features()).isEqualTo(Feature.SPECTRAL);
        assertThat(file.schema().columns()).containsExactly(new Columns(Target.FRESHNESS, 0, -1, -1));
        assertThat(file.schema().goldenInputs()).hasDimensions(20, 8);
        assertThat(file.schema().trainedOn()).containsExactly("a".repeat(64));
        assertThat(file.producer()).isEqualTo("test");
        assertThat(OnnxCheck.isMeant(bytes)).isTrue();
        assertThat(OnnxCheck.isMeant(" {\"format\"".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void boundsThatAModelSaysItselfAreKnownByTheirNames() throws Exception {
        OnnxBuilder builder = new OnnxBuilder()
                .property(OnnxSchema.OUTPUTS, "oxidation_low, oxidation, oxidation_high")
                .property(OnnxSchema.GOLDEN, OnnxBuilder.golden(row -> 0).replace("[0.0]", "[0.0,0.0,0.0]"));
        builder.weights.set(0, floats("weights", new float[24], 8, 3));
        builder.outputs.set(0, OnnxBuilder.value("said", OnnxGraph.FLOAT, -1, 3));
        assertThat(OnnxCheck.check(builder.bytes()).schema().columns())
                .containsExactly(new Columns(Target.OXIDATION, 1, 0, 2));
    }

    @Test
    void treesScalersAndSmallNetworksAreTaken() throws Exception {
        assertThat(OnnxCheck.check(new OnnxBuilder.Trees().file().bytes()).outputs())
                .isEqualTo(1);
        OnnxBuilder network = new OnnxBuilder()
                .ml()
                .also(
                        floats("w1", new float[8 * 16], 8, 16),
                        floats("w2", new float[16], 16, 1),
                        longs("to", new long[] {-1, 1}, 2))
                .steps(
                        mlNode("Scaler", "scaled", "features")
                                .message(5, attribute("offset", 0f))
                                .message(5, attribute("scale", 1f)),
                        node("MatMul", "first", "scaled", "w1"),
                        node("Relu", "bent", "first"),
                        node("MatMul", "second", "bent", "w2"),
                        node("Add", "sum", "second", "intercept"),
                        node("Sigmoid", "between", "sum"),
                        node("Reshape", "said", "between", "to"));
        assertThat(OnnxCheck.check(network.bytes()).inputs()).isEqualTo(8);
    }

    @Provide
    Arbitrary<byte[]> broken() {
        return Mutations.of(
                new OnnxBuilder().bytes(), new OnnxBuilder.Trees().file().bytes());
    }

    @Property(tries = 3_000)
    void whateverComesIsTakenOrRefusedAndNeverAnError(@ForAll("broken") byte[] bytes) {
        try {
            OnnxFile file = OnnxCheck.check(bytes);
            assertThat(file.outputs()).isPositive();
        } catch (OnnxException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
