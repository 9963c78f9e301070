package dev.lux.harness.load;

import java.net.URI;

/** A node as clients know it. */
public record Target(String name, URI url) {
    @Override
    public String toString() {
        return name;
    }
}
