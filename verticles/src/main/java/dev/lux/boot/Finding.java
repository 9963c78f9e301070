package dev.lux.boot;

/**
 * Something that the settings of a node mean.
 *
 * @param setting where to change it
 */
record Finding(Level level, String setting, String what) {
    enum Level {
        /** Not for production. */
        UNSAFE,
        /** Right where something beyond the settings, such as a proxy, makes it so. */
        CHECK
    }

    static Finding unsafe(String setting, String what) {
        return new Finding(Level.UNSAFE, setting, what);
    }

    static Finding check(String setting, String what) {
        return new Finding(Level.CHECK, setting, what);
    }
}
