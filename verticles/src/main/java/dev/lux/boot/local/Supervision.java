package dev.lux.boot.local;

/** A node that was started by {@link LocalCluster} does not outlive it, not even when that is killed. */
public final class Supervision {
    static final String PROPERTY = "lux.supervised";

    private Supervision() {}

    /** Stops this process, cleanly, when the one that started it ends; does nothing in a process of its own. */
    public static void stopWithParent() {
        if (Boolean.getBoolean(PROPERTY)) {
            Thread watcher = new Thread(
                    () -> {
                        ProcessHandle.current()
                                .parent()
                                .ifPresent(parent -> parent.onExit().join());
                        System.exit(0);
                    },
                    "lux-parent");
            watcher.setDaemon(true);
            watcher.start();
        }
    }
}
