package dev.lux.boot.local;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** How one node is started: this JVM's program and options, with settings that make it a member. */
record NodeProcess(String name, int clientPort, ProcessBuilder builder) {
    private static final String MEMBERS_INTERFACE = "127.0.0.1";

    /** @param hidden whether clients reach the nodes through a balancer of this machine alone */
    static List<NodeProcess> all(LocalPlan plan, boolean hidden) throws IOException {
        String host = hidden ? "127.0.0.1" : plan.host();
        List<Integer> ports = FreePorts.pick(2 * plan.nodes());
        List<Integer> memberPorts = ports.subList(0, plan.nodes());
        List<Integer> clientPorts = new ArrayList<>(ports.subList(plan.nodes(), 2 * plan.nodes()));
        if (!hidden && plan.port() != 0) {
            clientPorts.set(0, plan.port());
        }
        Map<String, String> common = Map.of(
                "LUX_API_KEY",
                plan.apiKey(),
                "LUX_HOST",
                host,
                "LUX_CLUSTER_NAME",
                "lux-local-" + UUID.randomUUID(),
                "LUX_CLUSTER_DATA_MEMBERS",
                Integer.toString(plan.nodes()),
                "LUX_CLUSTER_ROLE",
                "data",
                "LUX_CLUSTER_HOST",
                MEMBERS_INTERFACE,
                "LUX_CLUSTER_BUS_PORT",
                "0",
                "LUX_CLUSTER_MEMBERS",
                memberPorts.stream().map(port -> MEMBERS_INTERFACE + ":" + port).collect(Collectors.joining(",")));
        List<NodeProcess> all = new ArrayList<>();
        for (int i = 0; i < plan.nodes(); i++) {
            ProcessBuilder builder = new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().clear();
            builder.environment().putAll(plan.environment());
            builder.environment().putAll(common);
            builder.environment().put("LUX_PORT", clientPorts.get(i).toString());
            builder.environment().put("LUX_CLUSTER_PORT", memberPorts.get(i).toString());
            all.add(new NodeProcess("node " + (i + 1), clientPorts.get(i), builder));
        }
        return all;
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + Supervision.PROPERTY + "=true");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.lux.boot.Main", "up"));
        return command;
    }
}
