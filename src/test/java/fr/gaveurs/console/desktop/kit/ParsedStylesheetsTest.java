package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import fr.gaveurs.console.desktop.Fx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParsedStylesheetsTest {
    private static final byte[] CSS = ".screen { -fx-padding: 3px; }".getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger read = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        Fx.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean text = exchange.getRequestURI().getPath().endsWith(".css");
            exchange.sendResponseHeaders(text ? 200 : 404, text ? CSS.length : -1);
            if (text) {
                read.incrementAndGet();
                exchange.getResponseBody().write(CSS);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aStylesheetIsReadOnceHoweverOftenItsScreenComesAndGoes() {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/screen.css";
        ParsedStylesheets.keep(address);
        ParsedStylesheets.keep(address);
        Fx.run(() -> {
            Pane screen = new Pane();
            screen.getStyleClass().add("screen");
            screen.getStylesheets().add(address);
            StackPane place = new StackPane();
            Scene scene = new Scene(place);
            for (int i = 0; i < 3; i++) {
                place.getChildren().setAll(screen);
                scene.getRoot().applyCss();
                assertThat(screen.getPadding()).isEqualTo(new Insets(3));
                place.getChildren().clear();
            }
        });
        assertThat(read).hasValue(1);
    }
}
