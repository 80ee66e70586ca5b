package fr.gaveurs.console.client;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.admin.Admin;
import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.api.audit.AuditApi;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceSettings;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.api.quality.QualityApi;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.Statistics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The REST half of the contract. Every call returns at once; its future completes on a thread of this client, never on
 * the caller's, with the answer or with an {@link ApiException}. Safe for use by many threads.
 */
public final class ApiClient implements AutoCloseable {
    /** A probe's answer with its HTTP status: 503 is an answer here, not an error. */
    public record ProbeAnswer(int httpStatus, Health.Probe probe) {}

    private final RouteCaller caller;
    private final BugClient bugs;
    private final FirmwareClient firmware;
    private final ModelClient models;
    private final ProductClient products;
    private final LogClient transparency;
    private final ReportClient reports;

    /**
     * @param base such as {@code http://127.0.0.1:8000}; a path in it is left out
     * @param token bearer token for a console on another machine, null on the same one
     */
    public ApiClient(URI base, @Nullable String token) {
        this(new RouteCaller(base.resolve("/"), token));
    }

    private ApiClient(RouteCaller caller) {
        this.caller = caller;
        this.bugs = new BugClient(caller);
        this.firmware = new FirmwareClient(caller);
        this.models = new ModelClient(caller);
        this.products = new ProductClient(caller);
        this.transparency = new LogClient(caller);
        this.reports = new ReportClient(caller);
    }

    /**
     * Sets who says who sits in front of the window, asked for each call, on the thread that makes it. It counts with the
     * window's own token alone.
     */
    public void actor(Supplier<@Nullable String> name) {
        caller.actor(name);
    }

    /** Says why what is done from now on is done. */
    public void reason(@Nullable String text) {
        caller.reason(text);
    }

    /** Models, truth, data sets and trainings. */
    public ModelClient models() {
        return models;
    }

    /** Firmware over the air. */
    public FirmwareClient firmware() {
        return firmware;
    }

    /**
     * The same client for calls that are made for a reason, which the journal keeps. It shares this one's connections,
     * lives as long, and need not be closed.
     *
     * @param why null for none
     */
    public ApiClient because(@Nullable String why) {
        return new ApiClient(caller.because(why));
    }

    /** Where the console is. */
    public URI base() {
        return caller.base();
    }

    public CompletableFuture<Devices.DeviceList> devices() {
        return caller.call(DevicesApi.LIST_DEVICES, Map.of(), null);
    }

    /** Everything that a station's page shows. */
    public CompletableFuture<DeviceDetails> deviceDetails(String deviceId) {
        return caller.call(DevicesApi.DEVICE_DETAILS, Map.of("device_id", deviceId), null);
    }

    /**
     * Lets a pending station deliver samples.
     *
     * @param claim which of the boards that say its id, as its record showed it; null for the one that it shows now
     */
    public CompletableFuture<Devices.Device> approve(String deviceId, @Nullable String claim) {
        return caller.call(DevicesApi.APPROVE_DEVICE, Map.of("device_id", deviceId), new Devices.BoardChoice(claim));
    }

    public CompletableFuture<Devices.Device> block(String deviceId) {
        return caller.call(DevicesApi.BLOCK_DEVICE, Map.of("device_id", deviceId), null);
    }

    public CompletableFuture<Devices.Device> unblock(String deviceId) {
        return caller.call(DevicesApi.UNBLOCK_DEVICE, Map.of("device_id", deviceId), null);
    }

    /** Names a station, moves it, begins or ends its maintenance. */
    public CompletableFuture<Devices.Device> change(String deviceId, DeviceSettings.DevicePatch patch) {
        return caller.call(DevicesApi.PATCH_DEVICE, Map.of("device_id", deviceId), null, patch);
    }

    /** Says how a station is mounted and how often it measures. */
    public CompletableFuture<Devices.Device> calibrate(String deviceId, DeviceSettings.NewCalibration calibration) {
        return caller.call(DevicesApi.CALIBRATE_DEVICE, Map.of("device_id", deviceId), null, calibration);
    }

    /** What to put into a board so that it finds the console. */
    public CompletableFuture<DeviceDetails.Addresses> deviceAddresses() {
        return caller.call(DevicesApi.DEVICE_ADDRESSES, Map.of(), null);
    }

    /** Forgets a station and its token; its samples stay. */
    public CompletableFuture<Void> forget(String deviceId) {
        return caller.call(DevicesApi.FORGET_DEVICE, Map.of("device_id", deviceId), null);
    }

    /** Forgets a station and deletes its samples and statistics for good; they go a piece at a time. */
    public CompletableFuture<DeviceDetails.Erasure> erase(String deviceId) {
        return caller.call(
                DevicesApi.ERASE_DEVICE, Map.of("device_id", deviceId), new DeviceDetails.EraseConfirmation(deviceId));
    }

    /**
     * Makes a station's token void; the board gets another one at its next hello.
     *
     * @param claim as for {@link #approve}
     */
    public CompletableFuture<Devices.Device> resetToken(String deviceId, @Nullable String claim) {
        return caller.call(DevicesApi.RESET_TOKEN, Map.of("device_id", deviceId), new Devices.BoardChoice(claim));
    }

    /** One page, newest first. */
    public CompletableFuture<Page<Samples.SampleSummary>> samples(Samples.SampleQuery query) {
        return caller.call(QualityApi.LIST_SAMPLES, Map.of(), query);
    }

    /** One sample with its matrices. */
    public CompletableFuture<Samples.Sample> sample(String sampleId, Samples.SampleRef ref) {
        return caller.call(QualityApi.GET_SAMPLE, Map.of("sample_id", sampleId), ref);
    }

    public CompletableFuture<Statistics.Overview> overview() {
        return caller.call(QualityApi.OVERVIEW, Map.of(), null);
    }

    public CompletableFuture<Health.HealthReport> health() {
        return caller.<Health.HealthReport, Health.HealthReport>probe(
                HealthApi.HEALTH_REPORT, (status, report) -> report);
    }

    /** The last hour's changes. */
    public CompletableFuture<Health.HealthHistory> healthHistory() {
        return caller.call(HealthApi.HEALTH_HISTORY, Map.of(), null);
    }

    /** Entries of the program's log, oldest first. */
    public CompletableFuture<Admin.LogPage> log(Admin.LogQuery query) {
        return caller.call(AdminApi.READ_LOG, Map.of(), query);
    }

    /** What support asks for, as text, without secrets. */
    public CompletableFuture<String> diagnostics() {
        return caller.bytes(AdminApi.DIAGNOSTICS, Map.of(), null)
                .thenApply(text -> new String(text, StandardCharsets.UTF_8));
    }

    /** Closes a circuit breaker. */
    public CompletableFuture<Health.Breaker> resetBreaker(String name) {
        return caller.call(AdminApi.RESET_BREAKER, Map.of("name", name), null);
    }

    /** One of {@link HealthApi#HEALTH_STARTUP}, {@link HealthApi#HEALTH_LIVE}, {@link HealthApi#HEALTH_READY}. */
    public CompletableFuture<ProbeAnswer> probe(Route route) {
        return caller.probe(route, ProbeAnswer::new);
    }

    /** Asks the console that runs there to bring its window to the front. */
    public CompletableFuture<Void> showWindow() {
        return caller.call(AdminApi.SHOW_WINDOW, Map.of(), null);
    }

    /** Ends the console that runs there in good order; completes when it has begun to. */
    public CompletableFuture<Admin.Accepted> shutDown() {
        return caller.call(AdminApi.SHUT_DOWN, Map.of(), null);
    }

    /** Who changed what, newest first, a page at a time. */
    public CompletableFuture<Page<Audit.AuditEntry>> audit(Audit.AuditQuery query) {
        return caller.call(AuditApi.LIST_AUDIT, Map.of(), query);
    }

    /** API tokens in force, without their secrets. */
    public CompletableFuture<List<Admin.TokenInfo>> tokens() {
        return caller.<Listing<Admin.TokenInfo>>call(AdminApi.LIST_TOKENS, Map.of(), null)
                .thenApply(Listing::items);
    }

    public CompletableFuture<Admin.CreatedToken> createToken(Admin.NewToken wanted) {
        return caller.call(AdminApi.CREATE_TOKEN, Map.of(), null, wanted);
    }

    public CompletableFuture<Void> revokeToken(String name) {
        return caller.call(AdminApi.REVOKE_TOKEN, Map.of("name", name), null);
    }

    /** Ends requests under way with an {@link ApiException}. */
    @Override
    public void close() {
        caller.close();
    }

    /** Products, and what consumers say of them. */
    public ProductClient products() {
        return products;
    }

    /** The transparency log. */
    public LogClient transparency() {
        return transparency;
    }

    /** Reports as files. */
    public ReportClient reports() {
        return reports;
    }

    /** Bug reports. */
    public BugClient bugs() {
        return bugs;
    }
}
