package dev.lux.harness.hostile;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.LuxSocket;
import java.io.IOException;
import java.net.URI;
import java.util.Random;

/** The broker under attack and the names used there. */
record Target(URI url, String key) {
    /** Documents that must be the same at the end; attacks aim at them. */
    static final int CONTROLS = 50;

    /** Documents that accepted oddities go to. */
    static final int SINKS = 20;

    static final String SINK = "hostile-sink-";

    static String control(Random random) {
        return "control-" + random.nextInt(CONTROLS);
    }

    static String sink(Random random) {
        return SINK + random.nextInt(SINKS);
    }

    /** A PUT with any body bytes. */
    byte[] put(String id, byte[] body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return HttpBytes.request(key, "PUT", "/api/lux/" + id, body, all);
    }

    byte[] put(String id, String body, String... headers) {
        return put(id, HttpBytes.utf8(body), headers);
    }

    byte[] get(String path) {
        return HttpBytes.request(key, "GET", path, new byte[0]);
    }

    byte[] patch(String id, String contentType, String body) {
        return HttpBytes.request(key, "PATCH", "/api/lux/" + id, HttpBytes.utf8(body), "Content-Type", contentType);
    }

    LuxSocket socket() throws IOException {
        return LuxSocket.open(url, key, "/api/lux/stream");
    }

    static <T> T pick(Random random, java.util.List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
