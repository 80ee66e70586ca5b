package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.audit.Audit.AuditQuery;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.api.models.Versions.PredictionQuery;
import fr.gaveurs.console.api.models.Versions.StoredPrediction;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SampleQuery;
import fr.gaveurs.console.api.quality.Samples.SampleRef;
import fr.gaveurs.console.api.quality.Samples.SampleSummary;
import fr.gaveurs.console.client.ApiClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where a station's stored samples come from. Stages complete on any thread, or fail with a readable message. */
interface SampleSource {
    /** More than stations whose ids begin alike. */
    int BLOCKINGS = 20;
    /** More than versions that said something of one sample. */
    int SAID = 20;

    /** The newest samples of a station, newest first. */
    CompletionStage<List<SampleSummary>> recent(String deviceId, int limit);

    /** One of them with its matrices. */
    CompletionStage<Sample> sample(String deviceId, SampleRow row);

    /** One by its id, which a station may have used twice: of those without a time the newest. */
    CompletionStage<Sample> find(String deviceId, String sampleId, @Nullable Instant timestamp);

    /** The station itself, also one of which nothing is heard live, such as a blocked one. */
    CompletionStage<Device> known(String deviceId);

    /** The newest acts by which stations were blocked whose ids have this one in them, newest first. */
    CompletionStage<List<AuditEntry>> blockings(String deviceId);

    /** What models said of a sample. */
    CompletionStage<List<StoredPrediction>> predictions(String deviceId, String sampleId);

    /** The backend's REST interface. */
    static SampleSource of(ApiClient api) {
        return new SampleSource() {
            @Override
            public CompletionStage<List<SampleSummary>> recent(String deviceId, int limit) {
                return api.samples(new SampleQuery(deviceId, null, null, null, null, null, null, limit))
                        .thenApply(page -> page.items());
            }

            @Override
            public CompletionStage<Sample> sample(String deviceId, SampleRow row) {
                return api.sample(row.sampleId(), new SampleRef(deviceId, row.timestamp()));
            }

            @Override
            public CompletionStage<Sample> find(String deviceId, String sampleId, @Nullable Instant timestamp) {
                return api.sample(sampleId, new SampleRef(deviceId, timestamp));
            }

            @Override
            public CompletionStage<Device> known(String deviceId) {
                return api.deviceDetails(deviceId).thenApply(DeviceDetails::device);
            }

            @Override
            public CompletionStage<List<StoredPrediction>> predictions(String deviceId, String sampleId) {
                return api.models().predictions(new PredictionQuery(deviceId, sampleId, null, null, null, SAID));
            }

            @Override
            public CompletionStage<List<AuditEntry>> blockings(String deviceId) {
                return api.audit(new AuditQuery(
                                null,
                                null,
                                DevicesApi.BLOCK_DEVICE.id(),
                                deviceId,
                                "device",
                                null,
                                null,
                                null,
                                BLOCKINGS))
                        .thenApply(Page::items);
            }
        };
    }
}
