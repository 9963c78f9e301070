package dev.lux.harness.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lux.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator deploys fits the broker, and its parts fit each other. */
class DeploymentFilesTest {
    private static final String DATA = "StatefulSet lux-data";
    private static final String EDGE = "Deployment lux-edge";
    private static final Pattern NAME = Pattern.compile("LUX_[A-Z_]+");

    @Test
    void every_setting_in_them_is_documented() throws IOException {
        List<String> documented = NAME.matcher(read("docs/limits.md"))
                .results()
                .map(found -> found.group())
                .toList();
        // Of the launcher, which says so itself.
        List<String> launcher =
                NAME.matcher(read("lux")).results().map(found -> found.group()).toList();
        TreeSet<String> unknown = new TreeSet<>();
        for (Path file : files()) {
            Matcher name = NAME.matcher(Files.readString(file));
            while (name.find()) {
                if (!documented.contains(name.group()) && !launcher.contains(name.group())) {
                    unknown.add(file.getFileName() + ": " + name.group());
                }
            }
        }
        assertThat(files()).hasSizeGreaterThan(5);
        assertThat(unknown).isEmpty();
    }

    @Test
    void the_manifests_hold_what_they_should() throws IOException {
        assertThat(Manifests.read().objects().keySet())
                .containsExactly(
                        "Service lux-members",
                        "Service lux",
                        "PodDisruptionBudget lux-data",
                        "NetworkPolicy lux",
                        DATA,
                        EDGE);
    }

    @Test
    void there_are_as_many_data_members_as_they_believe() throws IOException {
        Manifests manifests = Manifests.read();
        String number = Manifests.text(manifests.object(DATA), "spec.replicas");
        for (String workload : List.of(DATA, EDGE)) {
            assertThat(Manifests.environment(manifests.object(workload)))
                    .as(workload)
                    .containsEntry("LUX_CLUSTER_DATA_MEMBERS", number);
        }
        assertThat(Manifests.text(manifests.object(DATA), "spec.podManagementPolicy"))
                .isEqualTo("Parallel");
        assertThat(Manifests.number(manifests.object("PodDisruptionBudget lux-data"), "spec.maxUnavailable"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {DATA, EDGE})
    void ports_and_names_agree(String workload) throws IOException {
        Manifests manifests = Manifests.read();
        Object object = manifests.object(workload);
        Map<String, String> environment = Manifests.environment(object);
        Map<String, Integer> ports = Manifests.ports(object);
        assertThat(environment)
                .containsEntry("LUX_PORT", ports.get("http").toString())
                .containsEntry("LUX_CLUSTER_PORT", ports.get("members").toString())
                .containsEntry("LUX_CLUSTER_BUS_PORT", ports.get("bus").toString())
                .containsEntry("LUX_CLUSTER_DNS", "lux-members")
                .containsEntry("LUX_CLUSTER_ROLE", workload.equals(DATA) ? "data" : "edge");
        assertThat(ports.get("probe")).as("as docs/limits.md says").isEqualTo(ports.get("members") + 1000);
        assertThat(Manifests.at(manifests.object("NetworkPolicy lux"), "spec.ingress.1.ports"))
                .isEqualTo(Stream.of("members", "bus", "probe")
                        .map(name -> Map.of("port", name))
                        .toList());
        Object members = manifests.object("Service lux-members");
        assertThat(Manifests.text(members, "spec.clusterIP")).isEqualTo("None");
        assertThat(Manifests.at(members, "spec.publishNotReadyAddresses")).isEqualTo(true);
        assertThat(Manifests.number(members, "spec.ports.0.port")).isEqualTo(ports.get("members"));
        assertThat(Manifests.number(members, "spec.ports.1.port")).isEqualTo(ports.get("bus"));
        for (String service : List.of("Service lux", "Service lux-members")) {
            assertThat(Manifests.texts(object, "spec.template.metadata.labels"))
                    .as(service)
                    .containsAllEntriesOf(Manifests.texts(manifests.object(service), "spec.selector"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DATA, EDGE})
    void no_pod_gets_variables_that_the_broker_refuses(String workload) throws IOException {
        Object object = Manifests.read().object(workload);
        assertThat(Manifests.at(object, "spec.template.spec.enableServiceLinks"))
                .isEqualTo(false);
        assertThat(Manifests.variables(object)).doesNotHaveDuplicates().contains("LUX_API_KEY", "LUX_CLUSTER_HOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {DATA, EDGE})
    void probes_ask_what_the_broker_answers(String workload) throws IOException {
        Object container = Manifests.at(Manifests.read().object(workload), "spec.template.spec.containers.0");
        assertThat(Manifests.text(container, "readinessProbe.httpGet.path")).isEqualTo("/ready");
        for (String probe : List.of("livenessProbe", "startupProbe")) {
            assertThat(Manifests.text(container, probe + ".httpGet.path")).isEqualTo("/live");
        }
        int patience = Manifests.number(container, "livenessProbe.periodSeconds")
                * Manifests.number(container, "livenessProbe.failureThreshold");
        assertThat(patience)
                .as("seconds until a node without a quorum might be killed")
                .isGreaterThanOrEqualTo(60);
    }

    @Test
    void a_node_is_not_killed_while_it_leaves() throws IOException {
        Object data = Manifests.read().object(DATA);
        assertThat(Manifests.number(data, "spec.template.spec.terminationGracePeriodSeconds"))
                .isGreaterThan(secondsToLeave(Manifests.environment(data)));
        Map<String, String> unit = assignments("cluster-config/systemd/lux.service");
        assertThat(Integer.parseInt(unit.get("TimeoutStopSec")))
                .isGreaterThan(secondsToLeave(assignments("cluster-config/systemd/lux.env")));
    }

    /** The wait, the handover, and what the broker gives everything between them. */
    private static int secondsToLeave(Map<String, String> environment) {
        return seconds(environment.get("LUX_DRAIN_WAIT")) + seconds(environment.get("LUX_DRAIN_HANDOVER")) + 10;
    }

    @Test
    void the_unit_starts_what_the_readme_installs() throws IOException {
        Map<String, String> unit = assignments("cluster-config/systemd/lux.service");
        assertThat(unit)
                .containsEntry("ExecStart", "/opt/lux/lux up")
                .containsEntry("EnvironmentFile", "/etc/lux/lux.env")
                .containsEntry("Restart", "always")
                .containsEntry("RestartPreventExitStatus", "2");
        assertThat(read("cluster-config/systemd/README.md"))
                .contains("cp lux /opt/lux/", "/etc/lux/lux.env", "/etc/systemd/system/");
    }

    private static int seconds(String duration) {
        assertThat(duration).matches("\\d+s");
        return Integer.parseInt(duration.substring(0, duration.length() - 1));
    }

    /** The lines {@code NAME=VALUE} of a file; the last one of a name counts. */
    static Map<String, String> assignments(String file) throws IOException {
        Map<String, String> all = new java.util.LinkedHashMap<>();
        for (String line : read(file).lines().toList()) {
            if (line.matches("[A-Za-z_]+=.*")) {
                all.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            } else {
                assertThat(line).as("a line of " + file).matches("|#.*|\\[[A-Za-z]+]");
            }
        }
        return all;
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("kubernetes", "systemd", "balancer")) {
            try (Stream<Path> listed =
                    Files.list(Repository.root().resolve("cluster-config").resolve(folder))) {
                listed.forEach(files::add);
            }
        }
        return files;
    }

    private static String read(String file) throws IOException {
        return Files.readString(Repository.root().resolve(file));
    }
}
