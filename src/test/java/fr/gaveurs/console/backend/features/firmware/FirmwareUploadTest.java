package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.UploadQuery;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.client.ApiClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who stops in the middle of an upload leaves nothing, and may begin anew. */
@ExtendWith(Patience.class)
class FirmwareUploadTest {
    private static final FirmwareHall HALL = new FirmwareHall();
    private static TestConsole console;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        HALL.introduce(console);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    /** Files of uploads and images that the console keeps. */
    private static List<String> kept() throws IOException {
        Path images = console.folder().resolve("firmware");
        if (!Files.isDirectory(images)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(images)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private static void leavesNothing(byte[] image) throws Exception {
        await().untilAsserted(() -> assertThat(kept()).isEmpty());
        assertThat(console.count("SELECT count(*) FROM firmware_images")).isZero();
        assertThat(console.count("SELECT count(*) FROM firmware_pieces")).isZero();
        assertThat(console.count("SELECT count(*) FROM audit_log WHERE route = 'uploadFirmware'"))
                .isZero();
        // It is taken whole afterwards, and goes again.
        assertThat(HALL.upload(console, image).statusCode()).isEqualTo(201);
        assertThat(kept()).hasSize(1);
        long id = console.count("SELECT id FROM firmware_images");
        assertThat(console.send("DELETE", "/api/firmware/versions/" + id, null).statusCode())
                .isEqualTo(204);
        assertThat(kept()).isEmpty();
        console.jdbi().useHandle(handle -> handle.execute("DELETE FROM audit_log WHERE route = 'uploadFirmware'"));
    }

    @Test
    void aConnectionThatEndsInTheMiddleLeavesNothing() throws Exception {
        byte[] image = ImageBuilder.seeded(91).bytes(400_000).build();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/firmware/versions" + HALL.query(image) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                            + "Content-Type: application/octet-stream\r\nContent-Length: " + image.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(image, 0, image.length / 2);
            out.flush();
            await("it is being written").until(() -> kept().size() == 1);
        }
        leavesNothing(image);
    }

    @Test
    void aClientThatCancelsLeavesNothing() throws Exception {
        byte[] image = ImageBuilder.seeded(92).bytes(14_000_000).build();
        Path file = Files.write(folder.resolve("station.bin"), image);
        try (FaultyLink link = new FaultyLink(console.port());
                ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + link.port() + "/"), null)) {
            link.delay(Duration.ofMillis(100), Duration.ZERO);
            AtomicLong sent = new AtomicLong();
            CompletableFuture<Image> upload = client.firmware()
                    .upload(file, new UploadQuery("station.bin", null, null, null, null, null), sent::set);
            await("it is being written").until(() -> kept().size() == 1 && sent.get() > 0);
            assertThat(sent.get()).isLessThan(image.length);
            upload.cancel(true);
            link.mend(); // what is on its way need not take its time
            leavesNothing(image);
        }
    }
}
