package dev.lux.boot;

import dev.lux.access.Right;
import dev.lux.access.keys.ApiKey;
import dev.lux.cluster.ClusterSettings;
import dev.lux.cluster.MemberAddress;
import dev.lux.document.Pattern;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node with these settings would listen on and connect to, and what of it is not for production. A pure function
 * of the settings and their surroundings; no secret is in it.
 *
 * @param listens each one line
 * @param connects each one line
 * @param credentials who may come
 */
record Checkup(List<String> listens, List<String> connects, List<String> credentials, List<Finding> findings) {
    /** The JVM takes a quarter of the memory for the heap; state needs room for its copies and for frames beside it. */
    private static final int MEMORY_PER_STATE = 8;

    private static final int FILES_BESIDE_STREAMS = 500;

    Checkup {
        listens = List.copyOf(listens);
        connects = List.copyOf(connects);
        credentials = List.copyOf(credentials);
        findings = List.copyOf(findings);
    }

    static Checkup of(Settings settings, Surroundings around) {
        List<Finding> findings = new ArrayList<>();
        http(settings, findings);
        credentials(settings, around, findings);
        cluster(settings.cluster(), findings);
        machine(settings, around, findings);
        return new Checkup(listens(settings), connects(settings), credentials(settings, around), findings);
    }

    boolean isSafe() {
        return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.UNSAFE);
    }

    private static List<String> listens(Settings settings) {
        ClusterSettings cluster = settings.cluster();
        List<String> listens = new ArrayList<>();
        listens.add(at(settings.host(), settings.port())
                + (settings.tls().isOn() ? "  HTTPS" : "  HTTP")
                + " and WebSocket, for clients; without a credential /live, /ready"
                + (settings.admin().isSeparate() ? "" : " and /metrics"));
        if (settings.admin().isSeparate()) {
            listens.add(at(settings.admin().host(), settings.admin().port())
                    + "  /live, /ready and /metrics, without a credential");
        }
        listens.add(at(cluster.host(), cluster.port()) + "  members of the cluster, private");
        if (cluster.joins()) {
            listens.add(
                    at(cluster.host(), cluster.port() + MemberAddress.PROBE_PORT_OFFSET) + "  their probes, private");
        }
        listens.add(at(cluster.host(), cluster.busPort()) + "  the event bus between nodes, private");
        return listens;
    }

    private static String at(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + (port == 0 ? "any free port" : port);
    }

    private static List<String> connects(Settings settings) {
        List<String> connects = new ArrayList<>();
        ClusterSettings cluster = settings.cluster();
        cluster.members().forEach(member -> connects.add(member + "  a member (LUX_CLUSTER_MEMBERS)"));
        if (!cluster.dns().isEmpty()) {
            connects.add(cluster.dns() + ":" + cluster.port() + "  members by name (LUX_CLUSTER_DNS)");
        }
        if (cluster.joins()) {
            connects.add("whatever address a member names, for the cluster and its event bus");
        }
        URI url = settings.access().jwtKeysUrl();
        if (url != null) {
            connects.add(url + "  keys of JWTs (LUX_JWT_KEYS_URL)");
        }
        return connects;
    }

    private static List<String> credentials(Settings settings, Surroundings around) {
        List<String> credentials = new ArrayList<>();
        AccessSettings access = settings.access();
        if (!settings.apiKey().isEmpty()) {
            credentials.add("the development key, "
                    + (settings.keyGenerated() ? "another one at each start" : "of LUX_API_KEY")
                    + ", which may everything");
        }
        if (access.keysFile() != null) {
            long valid =
                    around.keys().stream().filter(key -> isValid(key, around)).count();
            credentials.add(valid + " API keys, and " + (around.keys().size() - valid)
                    + " that are revoked or expired, of " + access.keysFile());
        }
        if (settings.cluster().joins() && access.keysShared()) {
            credentials.add("API keys of the files of other nodes (LUX_KEYS_SHARED)");
        }
        if (!access.jwtSecret().isEmpty()) {
            credentials.add("JWTs signed with LUX_JWT_SECRET");
        }
        access.jwtKeys().forEach(file -> credentials.add("JWTs signed for the keys in " + file));
        if (access.jwtKeysUrl() != null) {
            credentials.add("JWTs signed for the keys at " + access.jwtKeysUrl());
        }
        return credentials;
    }

    private static boolean isValid(ApiKey key, Surroundings around) {
        return key.revoked() == null && (key.expires() == null || key.expires().isAfter(around.now()));
    }

    private static void http(Settings settings, List<Finding> findings) {
        if (!SettingsReader.isLoopback(settings.host())) {
            if (!settings.tls().isOn()) {
                findings.add(Finding.check(
                        "LUX_TLS_CERTIFICATE",
                        "listens beyond this machine without TLS: a proxy in front must have it, and nobody else may"
                                + " reach " + settings.host()));
            }
            if (!settings.admin().isSeparate()) {
                findings.add(Finding.check(
                        "LUX_ADMIN_PORT",
                        "clients reach /metrics, which tells how many documents, sockets and errors there are: give it a"
                                + " port of its own"));
            }
        }
        if (settings.origins().any()) {
            findings.add(Finding.unsafe("LUX_ALLOWED_ORIGINS", "is *: a page of any site may use the broker"));
        }
        settings.origins().listed().stream()
                .filter(origin -> origin.startsWith("http://") && !origin.contains("localhost"))
                .forEach(origin -> findings.add(
                        Finding.check("LUX_ALLOWED_ORIGINS", origin + " is without TLS: who is on its way may be it")));
    }

    private static void credentials(Settings settings, Surroundings around, List<Finding> findings) {
        boolean shared = !SettingsReader.isLoopback(settings.host())
                || settings.cluster().joins();
        if (!settings.apiKey().isEmpty() && shared) {
            findings.add(Finding.unsafe(
                    "LUX_API_KEY",
                    "the development key may everything and is everybody's: use LUX_KEYS_FILE or JWTs, with scopes"));
        }
        URI url = settings.access().jwtKeysUrl();
        if (url != null && !"https".equals(url.getScheme()) && !SettingsReader.isLoopback(url.getHost())) {
            findings.add(Finding.unsafe(
                    "LUX_JWT_KEYS_URL", "is fetched without TLS: who is on its way can sign tokens for anybody"));
        }
        if (!settings.access().jwtSecret().isEmpty() && shared) {
            findings.add(Finding.check(
                    "LUX_JWT_SECRET",
                    "whoever verifies with a secret can sign with it too: keep it to the nodes, or use"
                            + " public keys"));
        }
        for (ApiKey key : around.keys()) {
            if (isValid(key, around)) {
                key(key, findings);
            }
        }
        around.readableByOthers()
                .forEach(file -> findings.add(
                        Finding.unsafe(file.toString(), "may be read by others on this machine: chmod 600 " + file)));
    }

    private static void key(ApiKey key, List<Finding> findings) {
        String name = "key " + key.id() + " (" + key.name() + ")";
        if (key.scopes().allow(Right.WRITE, Pattern.parse("*"))) {
            findings.add(Finding.check("LUX_KEYS_FILE", name + " may write every document"));
        }
        if (key.expires() == null) {
            findings.add(Finding.check("LUX_KEYS_FILE", name + " never expires"));
        }
    }

    private static void cluster(ClusterSettings cluster, List<Finding> findings) {
        if (!cluster.joins()) {
            findings.add(Finding.check(
                    "LUX_CLUSTER_MEMBERS",
                    "one node, and its memory is the only copy: when it ends, the state is gone"));
            return;
        }
        if (cluster.dataMembers() == 1) {
            findings.add(Finding.unsafe(
                    "LUX_CLUSTER_DATA_MEMBERS",
                    "is 1 with other nodes: there is no copy, and two nodes that are apart both take writes"));
        }
        if (!SettingsReader.isLoopback(cluster.host())) {
            findings.add(Finding.check(
                    "LUX_CLUSTER_HOST",
                    "members talk without TLS and without a credential: nobody but them may reach " + cluster.host()
                            + ", port " + cluster.port() + " and the event bus"));
            if (cluster.busPort() == 0) {
                findings.add(
                        Finding.check("LUX_CLUSTER_BUS_PORT", "any free port, which no firewall can name: choose one"));
            }
        }
        if (cluster.name().equals(ClusterSettings.DEFAULT_NAME)) {
            findings.add(Finding.check(
                    "LUX_CLUSTER_NAME", "the default: two clusters that reach each other need two names"));
        }
    }

    private static void machine(Settings settings, Surroundings around, List<Finding> findings) {
        long files = (long) settings.limits().streams() + FILES_BESIDE_STREAMS;
        if (around.openFiles() < files) {
            findings.add(Finding.check(
                    "LUX_MAX_STREAMS",
                    settings.limits().streams() + " streams need more than the " + around.openFiles()
                            + " open files that a process may have (ulimit -n)"));
        }
        if (around.memoryBytes() / MEMORY_PER_STATE < settings.limits().stateBytes()) {
            findings.add(Finding.check(
                    "LUX_MAX_STATE_BYTES",
                    "is more than an eighth of the machine's memory, of which the JVM takes a quarter: lower it, or raise"
                            + " -Xmx in LUX_JAVA_OPTS"));
        }
        if (around.superuser()) {
            findings.add(Finding.check("user", "runs as root, which it does not need"));
        }
    }
}
