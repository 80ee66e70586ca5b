package fr.gaveurs.console.backend.features.models;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.models.learning.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the routes of models are about: labelled samples, a data set, a training and a model. */
public final class ModelRouteSubjects {
    private final TestConsole console;
    private final Example sample;
    private final long dataset;
    private final long model;
    private final long training;
    private final long other;
    private @Nullable Long profile;

    public ModelRouteSubjects(TestConsole console) throws IOException {
        this.console = console;
        StoredSamples samples = StoredSamples.of(console, 4, 16, 9);
        sample = samples.examples().getFirst();
        samples.label();
        dataset = samples.dataset();
        model = samples.model(dataset, 1);
        other = samples.model(dataset, 2);
        training = console.json("/api/ai/training").at("/items/0/id").asLong();
    }

    public String path(Route route) {
        String template = route.template();
        long id = template.contains("/datasets/")
                ? dataset
                : template.contains("/grading/")
                        ? profile()
                        : template.contains("/training/")
                                ? training
                                : route.equals(ModelsApi.RETIRE_MODEL) ? other : model;
        return template.replace("{id}", Long.toString(id));
    }

    /** Made as late as possible: others know their profiles by their numbers. */
    private long profile() {
        if (profile == null) {
            profile = console.jdbi().withHandle(handle -> handle.createQuery(
                            "INSERT INTO product_profiles (name) VALUES ('graded') RETURNING id")
                    .mapTo(Long.class)
                    .one());
        }
        return profile;
    }

    /** Puts what a route is about into the state that it changes. */
    public void prepare(Route route) {
        if (route.equals(ModelsApi.SHADOW_MODEL) || route.equals(ModelsApi.ACTIVATE_MODEL)) {
            assign("active", null);
            assign("shadow", null);
        } else if (route.equals(ModelsApi.DEACTIVATE_MODEL)) {
            assign("active", model);
        } else if (route.equals(ModelsApi.ROLL_BACK)) {
            usable();
            assign("active", other);
            assign("active", model);
        } else if (route.equals(ModelsApi.RETIRE_MODEL)) {
            usable();
        }
        if (route.equals(ModelsApi.CANCEL_TRAINING)) {
            console.jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE model_trainings SET state = 'running', cancel = false, console = 'another',"
                                    + " heard_at = now() WHERE id = ?",
                            training));
        }
    }

    private void usable() {
        console.jdbi()
                .useHandle(
                        handle -> handle.execute("UPDATE model_versions SET state = 'validated' WHERE id = ?", other));
    }

    private void assign(String role, @Nullable Long version) {
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO model_assignments (role, version_id) VALUES (?, CAST(? AS bigint))",
                        role,
                        version));
    }

    /** The sample's counts as its station would send them: by them a recording's truth finds it. */
    private String channels() {
        return Arrays.stream(SpectralChannel.values())
                .map(each -> "\"" + each.deviceKey() + "\":" + sample.input().counts()[each.index()])
                .collect(Collectors.joining(","));
    }

    public @Nullable String body(Route route) {
        return switch (route.id()) {
            case "addTruth" ->
                "{\"device_id\":\"" + sample.deviceId() + "\",\"sample_id\":\"" + sample.sampleId() + "\",\"time\":\""
                        + sample.time() + "\",\"freshness\":0.8,\"grade\":\"A\"}";
            case "importTruth" ->
                "device_id,sample_id,weight_g\n" + sample.deviceId() + "," + sample.sampleId() + ",512\n";
            case "importRecordedTruth" ->
                "{\"type\":\"sensor_data\",\"device_id\":\"" + sample.deviceId() + "\",\"sample_id\":\""
                        + sample.sampleId() + "\",\"timestamp\":\"2026-11-23T12:31:17Z\",\"as7341\":{\"meta\":"
                        + "{\"input_params\":{\"freshness\":0.7}},\"channels\":{" + channels() + "}}}\n";
            case "makeDataset" -> "{\"name\":\"made here\"}";
            case "startTraining" -> "{\"dataset_id\":" + dataset + ",\"targets\":[\"freshness\"]}";
            case "importModel" ->
                new String(console.bytes("/api/ai/models/" + model + "/artefact"), StandardCharsets.UTF_8);
            case "predict" ->
                "{\"version_id\":" + model + ",\"channels\":[1345,2126,1920,8051,3679,2363,3843,2403,5000,800]}";
            case "setModelGrading" -> "{\"by_model\":true,\"device_ids\":[\"ESP32_XX_9\"]}";
            default -> null;
        };
    }
}
