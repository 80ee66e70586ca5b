package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.firmware.FirmwareStatement;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.FirmwareImage;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.backend.features.firmware.rollout.Policy;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutPace;
import fr.gaveurs.console.simulator.FirmwareFleet;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A maker with a key, and boards in a hall that know it. */
public final class FirmwareHall {
    /** Ten times as fast as in a real hall: what boards and samples do takes its own time all the same. */
    public static final RolloutPace QUICK = new RolloutPace(
            Duration.ofMillis(100),
            new Policy(
                    Policy.USUAL.waiting(),
                    Policy.USUAL.answer(),
                    Policy.USUAL.start(),
                    Policy.USUAL.download(),
                    Policy.USUAL.restart(),
                    Policy.USUAL.comeBack(),
                    Policy.USUAL.silence(),
                    Policy.USUAL.settle(),
                    Policy.USUAL.goBack(),
                    Duration.ofSeconds(2),
                    Policy.USUAL.attempts()));

    /** Samples a second of each station: thirty of them prove it. */
    static final double QUICK_HZ = 30;

    public final KeyPair pair = newPair();

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String keyId() {
        return FirmwareStatement.keyId(pair.getPublic());
    }

    /** Makes the console know the maker's key. */
    public void introduce(TestConsole console) {
        ok(console.post(
                "/api/firmware/keys", Json.MAPPER.writeValueAsString(Map.of("name", "maker", "public_key", pem()))));
    }

    private byte[] signed(FirmwareImage read) throws Exception {
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(read.statement(read.project(), read.version()).bytes());
        return signer.sign();
    }

    public String query(byte[] image) throws Exception {
        return "?file_name=app.bin&key_id=" + keyId() + "&signature="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signed(ImageBuilder.read(image)));
    }

    /** What {@code firmware sign} writes beside an image. */
    public String signature(byte[] image) throws Exception {
        FirmwareImage read = ImageBuilder.read(image);
        return Json.MAPPER.writeValueAsString(Map.of(
                "project", read.project(),
                "version", read.version(),
                "key_id", keyId(),
                "signature", Base64.getUrlEncoder().withoutPadding().encodeToString(signed(read))));
    }

    /** The public key, as {@code firmware keygen} writes it. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----";
    }

    public HttpResponse<String> upload(TestConsole console, byte[] image) throws Exception {
        return console.send(
                "POST", "/api/firmware/versions" + query(image), image, "Content-Type", "application/octet-stream");
    }

    /** Uploads, drafts and approves; the rollout's number. */
    public long roll(TestConsole console, byte[] image, String plan) throws Exception {
        long version =
                Json.MAPPER.readTree(ok(upload(console, image))).path("id").asLong();
        long id = Json.MAPPER
                .readTree(
                        ok(console.post("/api/firmware/ota", "{\"version_id\":" + version + ",\"plan\":" + plan + "}")))
                .path("id")
                .asLong();
        ok(console.send("POST", "/api/firmware/ota/" + id + "/approve", null));
        return id;
    }

    public static String ok(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    public static String plan(int stopPercent) {
        return "{\"device_ids\":[],\"lines\":[],\"idle_minutes\":0,\"soak_minutes\":0,\"prove_minutes\":2,"
                + "\"stop_percent\":" + stopPercent + "}";
    }

    public Simulation simulate(TestConsole console, int devices, double rate, FirmwareProfile... profiles) {
        return simulate(console, devices, rate, Duration.ofSeconds(5), List.of(profiles));
    }

    public Simulation simulate(
            TestConsole console, int devices, double rate, Duration fallsBack, List<FirmwareProfile> profiles) {
        URI uri = Simulation.socketUri(console.url());
        FirmwareFleet fleet =
                new FirmwareFleet(profiles, Map.of(keyId(), pair.getPublic()), 0x1F0000, "1.0.0", fallsBack);
        return new Simulation(Simulation.Options.livers(uri, devices, rate, 1).with(fleet));
    }

    public static JsonNode rollout(TestConsole console, long id) {
        return console.json("/api/firmware/ota/" + id);
    }

    public static String state(TestConsole console, long id) {
        return rollout(console, id).path("rollout").path("state").asString();
    }

    /** Each station's state. */
    public static String states(TestConsole console, long id) {
        StringBuilder states = new StringBuilder();
        for (JsonNode install : rollout(console, id).path("installs")) {
            states.append(install.path("device_id").asString())
                    .append('=')
                    .append(install.path("state").asString())
                    .append('(')
                    .append(install.path("reason").asString(""))
                    .append(") ");
        }
        return states.toString();
    }
}
