package dev.lux.boot;

/**
 * Where whoever runs a node looks at it, apart from its clients.
 *
 * @param host LUX_ADMIN_HOST: the address to listen on
 * @param port LUX_ADMIN_PORT; 0: there is no such listener, and clients' has all
 */
record AdminSettings(String host, int port) {
    static final String DEFAULT_HOST = "127.0.0.1";

    AdminSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("LUX_ADMIN_PORT is 0 to 65535");
        }
        if (port == 0 && !host.equals(DEFAULT_HOST)) {
            throw new IllegalArgumentException("LUX_ADMIN_HOST is set only with LUX_ADMIN_PORT");
        }
    }

    boolean isSeparate() {
        return port != 0;
    }
}
