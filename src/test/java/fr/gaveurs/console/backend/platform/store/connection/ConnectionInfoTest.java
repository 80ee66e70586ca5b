package fr.gaveurs.console.backend.platform.store.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class ConnectionInfoTest {
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void readsEveryPart() {
        ConnectionInfo info =
                ConnectionInfo.parse("postgresql://opérateur:p%40ss%2Fw%25rd+1@db.lan:6543/salle%20A?sslmode=require");

        assertThat(info)
                .isEqualTo(new ConnectionInfo(
                        "db.lan", 6543, "salle A", "opérateur", "p@ss/w%rd+1", Map.of("sslmode", "require")));
    }

    @Test
    void fillsInWhatIsLeftOut() {
        assertThat(ConnectionInfo.parse("postgres://gaveurs@db"))
                .isEqualTo(new ConnectionInfo("db", 5432, "gaveurs", "gaveurs", ""));
        assertThat(ConnectionInfo.parse(" postgresql://db:1/x?user=u&password=p%26q "))
                .isEqualTo(new ConnectionInfo("db", 1, "x", "u", "p&q"));
        assertThat(ConnectionInfo.parse("postgresql://u:p@[::1]:7000/x"))
                .isEqualTo(new ConnectionInfo("::1", 7000, "x", "u", "p"));
        assertThat(ConnectionInfo.parse("postgresql://u:p@[::1]").jdbcUrl())
                .isEqualTo("jdbc:postgresql://[::1]:5432/u");
    }

    @Test
    void translatesWhatTheDriverCallsOtherwise() {
        ConnectionInfo info = ConnectionInfo.parse(
                "postgresql://u@h/d?connect_timeout=7&application_name=x&target_session_attrs=read-write");

        assertThat(info.parameters())
                .containsEntry("connectTimeout", "7")
                .containsEntry("ApplicationName", "x")
                .containsEntry("targetServerType", "primary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "mysql://u:hidden@h/d",
                "postgresql:u:hidden@h/d",
                "u:hidden@h/d",
                "postgresql://:hidden@h/d",
                "postgresql://u:hidden@/d",
                "postgresql://u:hidden@h:port/d",
                "postgresql://u:hidden@h:0/d",
                "postgresql://u:hidden@h:65536/d",
                "postgresql://u:hidden%zz@h/d",
                "postgresql://u:hidden@[::1/d",
                "postgresql://u:hidden@[::1]x/d",
                "postgresql://u:hidden@h/d/e",
                "postgresql://u:hid/den@h/d",
            })
    void refusesOthersAndSaysWhatItShouldLookLike(String url) {
        assertThatThrownBy(() -> ConnectionInfo.parse(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .hasMessageNotContaining("hidden");
    }

    @Property(tries = 300)
    void anyLoginComesBackAndTheDriverUnderstandsTheUrl(
            @ForAll @NotBlank @StringLength(min = 1, max = 20) String user,
            @ForAll @StringLength(max = 20) String password,
            @ForAll @NotBlank @StringLength(min = 1, max = 20) String database,
            @ForAll @IntRange(min = 1, max = 65_535) int port) {
        String url = "postgresql://" + encode(user) + ":" + encode(password) + "@h:" + port + "/"
                + encode(database.replace("/", "_"));

        ConnectionInfo info = ConnectionInfo.parse(url);

        assertThat(info).isEqualTo(new ConnectionInfo("h", port, database.replace("/", "_"), user, password));
        Properties parsed = Driver.parseURL(info.jdbcUrl(), null);
        assertThat(parsed).isNotNull();
        assertThat(parsed.getProperty("PGDBNAME")).isEqualTo(info.database());
        assertThat(parsed.getProperty("PGPORT")).isEqualTo(String.valueOf(port));
    }

    @Property(tries = 300)
    void noTextHoldsThePassword(@ForAll @StringLength(min = 8, max = 20) String password) {
        ConnectionInfo info = new ConnectionInfo("h", 1, "d", "u", password, Map.of("sslpassword", password));

        assertThat(info.toString()).doesNotContain(password);
        assertThat(info.jdbcUrl()).doesNotContain(password);
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefusedInOurWords(@ForAll String anything) {
        for (String url : new String[] {anything, "postgresql://" + anything}) {
            try {
                ConnectionInfo.parse(url);
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("It must look like postgresql://");
            }
        }
    }
}
