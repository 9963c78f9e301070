package dev.lux.harness.cluster;

import dev.lux.access.Scope;
import dev.lux.access.Scopes;
import dev.lux.access.keys.ApiKey;
import dev.lux.access.keys.KeyText;
import dev.lux.harness.client.LuxHttp;
import dev.lux.harness.client.Reply;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/**
 * An API key, and what clients that have it are answered.
 *
 * @param text the whole key
 */
record TestKey(String text, String scope) {
    TestKey(String scope) {
        this(KeyText.make(new SecureRandom()::nextBytes), scope);
    }

    ApiKey line() {
        return line(scope);
    }

    ApiKey line(String otherScope) {
        return new ApiKey(
                KeyText.idIn(text).orElseThrow(),
                "a service",
                KeyText.hash(text),
                new Scopes(List.of(Scope.parse(otherScope).orElseThrow())),
                Instant.EPOCH,
                null,
                null);
    }

    ApiKey revoked() {
        return line().revokedAt(Instant.now());
    }

    Reply get(Node node) {
        return new LuxHttp(node.url(), text).get("shared-1");
    }

    Reply put(Node node) {
        return new LuxHttp(node.url(), text).put("shared-2", "2");
    }
}
