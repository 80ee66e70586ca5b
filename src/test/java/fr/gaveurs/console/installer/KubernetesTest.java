package fr.gaveurs.console.installer;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import fr.gaveurs.console.installer.Deployment.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests: each by itself as a cluster would take it, and all of them with each other and with the program. */
class KubernetesTest {
    private static final Node DEPLOYMENT = manifest("deployment");
    private static final Node POD = DEPLOYMENT.at("spec/template/spec");
    private static final Node CONSOLE = POD.at("containers/0");

    private static Node manifest(String name) {
        return Deployment.yaml(Deployment.KUBERNETES.resolve(name + ".yaml"));
    }

    static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.list(Deployment.KUBERNETES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void isWhatAClusterTakes(Path file) {
        List<Object> documents = Deployment.documents(Deployment.text(file));

        assertThat(documents).isNotEmpty().allSatisfy(document -> assertThat(KubernetesSchema.faults(document))
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "deployment,     replicas: 2,                       replica: 2,            there is no such field",
        "deployment,     periodSeconds: 30,                 periodSecond: 30,      there is no such field",
        "deployment,     replicas: 2,                       replicas: two,         must be a whole number",
        "deployment,     readOnlyRootFilesystem: true,      readOnlyRootFilesystem: 'yes!', must be true or false",
        "deployment,     memory: 1Gi,                       memory: much,          must be a quantity",
        "deployment,     '  selector:\n    matchLabels:\n      app.kubernetes.io/name: gaveurs-console\n', '',"
                + " /spec/selector: is required",
        "service,        port: 8000,                        port: http,            must be a whole number",
        "networkpolicy,  '[\"Ingress\", \"Egress\"]',        Ingress,               must be a list",
        "servicemonitor, jobLabel:,                         jobLabels:,            there is no such field",
        "servicemonitor, '  selector:\n    matchLabels:\n      app.kubernetes.io/name: gaveurs-console\n', '',"
                + " /spec/selector: is required",
        "configmap,      '\"8000\"',                        8000,                  must be a string",
        "poddisruptionbudget, policy/v1,                    policy/v1beta1,        must be policy/v1",
    })
    void aSlipIsFound(String name, String right, String slip, String fault) {
        String text = Deployment.text(Deployment.KUBERNETES.resolve(name + ".yaml"));
        assertThat(text).contains(right);

        List<Object> documents = Deployment.documents(text.replace(right, slip));

        assertThat(documents).singleElement().satisfies(document -> assertThat(KubernetesSchema.faults(document))
                .anySatisfy(found -> assertThat(found).contains(fault)));
    }

    @Test
    void theKustomizationHoldsEveryManifestButTheExampleOfASecret() throws IOException {
        Node kustomization = manifest("kustomization");
        assertThat(kustomization.keys()).isSubsetOf("apiVersion", "kind", "namespace", "resources", "images");
        assertThat(kustomization.at("resources").list().stream().map(Node::string))
                .containsExactlyInAnyOrderElementsOf(manifests().stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name -> !name.equals("secret.example.yaml"))
                        .toList());
        assertThat(kustomization.at("namespace").string())
                .isEqualTo(manifest("namespace").at("metadata/name").string());
        assertThat(kustomization.at("images/0/name").string())
                .isEqualTo(CONSOLE.at("image").string());
        assertThat(kustomization.at("images/0/newTag").string())
                .isEqualTo(Deployment.text(Path.of("pom.xml")).replaceAll("(?s).*?<version>([^<]+)</version>.*", "$1"));
    }

    @ParameterizedTest
    @CsvSource({
        "startupProbe,   healthStartup, 5,  30",
        "livenessProbe,  healthLive,    30, 3",
        "readinessProbe, healthReady,   10, 3",
    })
    void aProbeAsksARouteWithinItsBudget(String probe, String route, int period, int failures) {
        Node asked = CONSOLE.at(probe);

        assertThat(asked.at("httpGet/path").string())
                .isEqualTo(Routes.ALL.stream()
                        .filter(r -> r.id().equals(route))
                        .findFirst()
                        .orElseThrow()
                        .template());
        assertThat(asked.at("httpGet/port").string())
                .isEqualTo(CONSOLE.at("ports/0/name").string());
        assertThat(asked.at("periodSeconds").number()).isEqualTo(period);
        assertThat(asked.at("failureThreshold").number()).isEqualTo(failures);
        assertThat(asked.at("timeoutSeconds").number()).isLessThanOrEqualTo(period);
    }

    /** Loads the settings as a pod would, so that a variable's name and value are the program's to judge. */
    private static Settings settings(Path folder) throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String manifest : List.of("configmap", "secret.example")) {
            Node data = manifest(manifest).at(manifest.equals("configmap") ? "data" : "stringData");
            data.keys().forEach(key -> environment.put(key, data.at(key).string()));
        }
        assertThat(Deployment.knownVariables()).containsAll(environment.keySet());
        return SettingsLoader.load(folder, environment, Map.of());
    }

    @Test
    void theProgramTakesItsVariables(@TempDir Path folder) throws Exception {
        Settings settings = settings(folder);

        assertThat(settings.port())
                .isEqualTo(CONSOLE.at("ports/0/containerPort").number())
                .isEqualTo(manifest("service").at("spec/ports/0/port").number());
        assertThat(settings.bind()).isEqualTo("0.0.0.0");
        assertThat(settings.databaseUrl()).startsWith("postgresql://");
        assertThat(settings.redis()).isNotNull();
        assertThat(manifest("configmap").at("data").at("GAVEURS_DATA_DIR").string())
                .isEqualTo(CONSOLE.at("volumeMounts/0/mountPath").string());
        for (Node variable : CONSOLE.at("env").list()) {
            Node reference = variable.at("valueFrom/secretKeyRef");
            Node secret = manifest("secret.example");
            assertThat(reference.at("name").string())
                    .isEqualTo(secret.at("metadata/name").string());
            assertThat(secret.at("stringData").keys())
                    .contains(reference.at("key").string());
            assertThat(secret.at("stringData/" + reference.at("key").string()).string())
                    .as("no real secret")
                    .contains("CHANGE-ME");
        }
    }

    @Test
    void thereIsTimeToEndInGoodOrder(@TempDir Path folder) throws Exception {
        assertThat(CONSOLE.at("lifecycle/preStop/sleep/seconds").number()
                        + settings(folder).shutdownLimit().toSeconds())
                .isLessThan(POD.at("terminationGracePeriodSeconds").number());
    }

    @Test
    void selectorsFindThePod() {
        Node labels = DEPLOYMENT.at("spec/template/metadata/labels");
        Map<String, Node> selectors = Map.of(
                "deployment", DEPLOYMENT.at("spec/selector/matchLabels"),
                "spread", POD.at("topologySpreadConstraints/0/labelSelector/matchLabels"),
                "service", manifest("service").at("spec/selector"),
                "budget", manifest("poddisruptionbudget").at("spec/selector/matchLabels"),
                "network", manifest("networkpolicy").at("spec/podSelector/matchLabels"));

        selectors.forEach((who, selector) -> assertThat(labels.pairs()).as(who).containsAll(selector.pairs()));
        Node monitor = manifest("servicemonitor");
        assertThat(manifest("service").at("metadata/labels").pairs())
                .containsAll(monitor.at("spec/selector/matchLabels").pairs());
        assertThat(monitor.at("spec/endpoints/0/port").string())
                .isEqualTo(manifest("service").at("spec/ports/0/name").string());
        assertThat(monitor.at("spec/endpoints/0/path").string()).isEqualTo(HealthApi.METRICS.template());
        assertThat(POD.at("serviceAccountName").string())
                .isEqualTo(manifest("serviceaccount").at("metadata/name").string());
    }

    /** The standard "restricted" of Kubernetes, and the user of the image. */
    @Test
    void thePodIsConfined() {
        String user = POD.at("securityContext/runAsUser").string();
        assertThat(Deployment.text(Deployment.CONTAINER.resolve("Dockerfile"))).contains("USER " + user + ":");
        assertThat(POD.at("securityContext/fsGroup").string()).isEqualTo(user);
        assertThat(POD.at("securityContext/runAsNonRoot").value()).isEqualTo(true);
        assertThat(POD.at("securityContext/seccompProfile/type").string()).isEqualTo("RuntimeDefault");
        Node confined = CONSOLE.at("securityContext");
        assertThat(confined.at("readOnlyRootFilesystem").value()).isEqualTo(true);
        assertThat(confined.at("allowPrivilegeEscalation").value()).isEqualTo(false);
        assertThat(confined.at("capabilities/drop").value()).isEqualTo(List.of("ALL"));
        assertThat(POD.at("automountServiceAccountToken").value()).isEqualTo(false);
        // A service called redis would set REDIS_PORT to an address.
        assertThat(POD.at("enableServiceLinks").value()).isEqualTo(false);
    }

    @Test
    void everyVolumeIsThereAndTheDataOnesHoldsTheSpool(@TempDir Path folder) throws Exception {
        assertThat(CONSOLE.at("volumeMounts").list().stream()
                        .map(mount -> mount.at("name").string()))
                .containsExactlyElementsOf(POD.at("volumes").list().stream()
                        .map(volume -> volume.at("name").string())
                        .toList());
        String size = POD.at("volumes/0/ephemeral/volumeClaimTemplate/spec/resources/requests/storage")
                .string();
        Settings settings = settings(folder);
        assertThat(io.kubernetes.client.custom.Quantity.fromString(size)
                        .getNumber()
                        .longValueExact())
                .as("the spool, what it leaves free, and as much again for logs")
                .isGreaterThan((settings.spoolLimitMib() + settings.spoolReserveMib() + 512L) << 20);
    }

    @Test
    void twoConsolesAndNeverNone() {
        assertThat(DEPLOYMENT.at("spec/replicas").number()).isEqualTo(2);
        assertThat(DEPLOYMENT.at("spec/strategy/rollingUpdate/maxUnavailable").number())
                .isZero();
        assertThat(manifest("poddisruptionbudget").at("spec/minAvailable").number())
                .isEqualTo(1);
        assertThat(new TreeSet<>(manifest("networkpolicy").at("spec/policyTypes").list().stream()
                        .map(Node::string)
                        .toList()))
                .containsExactly("Egress", "Ingress");
    }
}
