package dev.lux.access.keys;

import dev.lux.access.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the files of several nodes say together. A key that one file has is one. Where several have it and differ, it is
 * what all of them allow, so that every node comes to the same, and neither an old copy of a file nor another writer can
 * give a key more than it should have; one that any file calls revoked, or of which two know different secrets, is none.
 * Pure.
 *
 * @param keys in the order of their ids
 * @param disputed ids of keys about which files differ
 */
record AgreedKeys(List<ApiKey> keys, Set<String> disputed) {
    AgreedKeys {
        keys = List.copyOf(keys);
        disputed = Set.copyOf(disputed);
    }

    /**
     * @param present what nodes say that are there
     * @param gone what nodes said that have left: it counts for keys that no other knows
     */
    static AgreedKeys of(Collection<List<ApiKey>> present, Collection<List<ApiKey>> gone) {
        Map<String, @Nullable ApiKey> agreed = new TreeMap<>();
        Set<String> disputed = new TreeSet<>();
        present.forEach(keys -> take(keys, agreed, disputed));
        Map<String, @Nullable ApiKey> left = new TreeMap<>();
        gone.forEach(keys -> take(keys, left, disputed));
        left.forEach((id, key) -> {
            if (!agreed.containsKey(id)) {
                agreed.put(id, key);
            }
        });
        return new AgreedKeys(agreed.values().stream().filter(Objects::nonNull).toList(), disputed);
    }

    private static void take(List<ApiKey> keys, Map<String, @Nullable ApiKey> agreed, Set<String> disputed) {
        for (ApiKey key : keys) {
            if (!agreed.containsKey(key.id())) {
                agreed.put(key.id(), key.revoked() == null ? key : null);
                continue;
            }
            ApiKey before = agreed.get(key.id());
            if (key.revoked() != null || before == null) {
                agreed.put(key.id(), null);
            } else if (!isSame(before, key)) {
                disputed.add(key.id());
                agreed.put(key.id(), both(before, key));
            }
        }
    }

    private static boolean isSame(ApiKey one, ApiKey other) {
        return one.sha256().equals(other.sha256())
                && one.name().equals(other.name())
                && Objects.equals(one.expires(), other.expires())
                && new HashSet<>(one.scopes().all())
                        .equals(new HashSet<>(other.scopes().all()));
    }

    /** What both allow, until either expires; {@code null} when that is nothing. */
    private static @Nullable ApiKey both(ApiKey one, ApiKey other) {
        Scopes scopes = one.scopes().and(other.scopes());
        if (!one.sha256().equals(other.sha256()) || scopes.all().isEmpty()) {
            return null;
        }
        return new ApiKey(
                one.id(),
                one.name().compareTo(other.name()) <= 0 ? one.name() : other.name(),
                one.sha256(),
                scopes,
                one.created().isBefore(other.created()) ? one.created() : other.created(),
                earlier(one.expires(), other.expires()),
                null);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** As nodes tell each other: without what is revoked, which goes another way, and in one order. */
    static List<ApiKey> told(List<ApiKey> file) {
        List<ApiKey> told = new ArrayList<>(file);
        told.removeIf(key -> key.revoked() != null);
        told.sort(Comparator.comparing(ApiKey::id));
        return List.copyOf(told);
    }
}
