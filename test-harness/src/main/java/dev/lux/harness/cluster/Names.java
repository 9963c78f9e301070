package dev.lux.harness.cluster;

/**
 * Names of devices and namespaces; they say whose they are, and fit the kernel's 15 characters.
 *
 * @param owner {@code lxPID-}, in base 36
 * @param opened which network of that process
 */
record Names(String owner, int opened) {
    private static final String PREFIX = "lx";
    private static final int BASE = 36;

    static Names ofThisProcess(int opened) {
        return new Names(PREFIX + Long.toString(ProcessHandle.current().pid(), BASE) + "-", opened);
    }

    String bridge() {
        return owner + Integer.toString(opened, BASE) + "b";
    }

    String node(int node) {
        return owner + Integer.toString(opened, BASE) + "n" + node;
    }

    String link(int node) {
        return owner + Integer.toString(opened, BASE) + "v" + node;
    }

    boolean owns(String name) {
        return name.matches(owner + Integer.toString(opened, BASE) + "([vn]\\d+|b)");
    }

    /** Whether a name was made here by a process that has ended. */
    static boolean isStale(String name) {
        if (!name.matches(PREFIX + "[0-9a-z]{1,5}-[0-9a-z]{1,3}([vn]\\d{1,3}|b)")) {
            return false;
        }
        long pid = Long.parseLong(name.substring(PREFIX.length(), name.indexOf('-')), BASE);
        return ProcessHandle.of(pid).isEmpty();
    }
}
