package dev.lux.harness.hostile;

import dev.lux.harness.client.HttpBytes;
import dev.lux.harness.client.HttpConnection;
import dev.lux.harness.client.Reply;
import java.io.IOException;

/** A well-behaved client on one connection, which it lets go of at its end. One thread. */
final class Client implements AutoCloseable {
    private final Target target;
    private final HttpConnection connection;

    Client(Target target) throws IOException {
        this.target = target;
        this.connection = HttpConnection.open(target.url());
    }

    Reply put(String id, String data) throws IOException {
        return ask(target.put(id, "{\"data\":" + data + "}"));
    }

    Reply get(String path) throws IOException {
        return ask(target.get(path));
    }

    Reply delete(String id) throws IOException {
        return ask(HttpBytes.request(target.key(), "DELETE", "/api/lux/" + id, new byte[0]));
    }

    /** @param writes a JSON list */
    Reply several(String writes) throws IOException {
        return ask(HttpBytes.json(target.key(), "POST", "/api/lux", "{\"writes\":" + writes + "}"));
    }

    private Reply ask(byte[] request) throws IOException {
        connection.send(request);
        return connection.read();
    }

    @Override
    public void close() {
        connection.close();
    }
}
