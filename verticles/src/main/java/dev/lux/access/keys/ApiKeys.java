package dev.lux.access.keys;

import dev.lux.access.Credentials;
import dev.lux.access.Principal;
import dev.lux.access.Token;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of the file as it was read last, as credentials. Usable on any thread. */
public final class ApiKeys implements Credentials {
    private static final String CREDENTIAL = "key:";
    /** What keys that are not there are compared with: no key is known to have this hash. */
    private static final byte[] NO_HASH = new byte[32];

    private volatile Map<String, Known> byCredential = Map.of();

    private record Known(Principal principal, byte[] hash) {}

    /** What {@link Principal#credential} is for the key with this id. */
    static String credential(String id) {
        return CREDENTIAL + id;
    }

    /** Takes the place of all keys; revoked ones count as none. */
    public void replace(List<ApiKey> keys) {
        Map<String, Known> known = new HashMap<>();
        for (ApiKey key : keys) {
            if (key.revoked() == null) {
                known.put(
                        credential(key.id()),
                        new Known(key.principal(), HexFormat.of().parseHex(key.sha256())));
            }
        }
        byCredential = Map.copyOf(known);
    }

    @Override
    public Optional<Principal> principal(Token token, long nowMicros) {
        Optional<String> id = KeyText.idIn(token.text());
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Known known = byCredential.get(credential(id.get()));
        boolean isKey = token.isOf(known == null ? NO_HASH : known.hash());
        return known != null && isKey ? Optional.of(known.principal()) : Optional.empty();
    }

    @Override
    public Optional<Principal> now(Principal before) {
        if (!before.credential().startsWith(CREDENTIAL)) {
            return Optional.of(before);
        }
        return Optional.ofNullable(byCredential.get(before.credential())).map(Known::principal);
    }
}
