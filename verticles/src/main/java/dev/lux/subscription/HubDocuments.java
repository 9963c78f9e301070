package dev.lux.subscription;

import dev.lux.document.Pattern;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The documents that the streams of one event loop watch, in id order. Belongs to the hub's event loop. */
final class HubDocuments {
    private final TreeMap<String, HubDocument> documents = new TreeMap<>();

    @Nullable
    HubDocument get(String id) {
        return documents.get(id);
    }

    void add(HubDocument document) {
        documents.put(document.id(), document);
    }

    void remove(HubDocument document) {
        documents.remove(document.id(), document);
    }

    /** The first match above {@code after}, gone ones too. */
    @Nullable
    HubDocument next(Pattern pattern, String after) {
        String from = pattern.text();
        Map.Entry<String, HubDocument> entry =
                after.compareTo(from) < 0 ? documents.ceilingEntry(from) : documents.higherEntry(after);
        return entry != null && pattern.matches(entry.getKey()) ? entry.getValue() : null;
    }

    /** Every match, gone ones too. */
    Collection<HubDocument> matches(Pattern pattern) {
        if (!pattern.isPrefix()) {
            HubDocument document = documents.get(pattern.text());
            return document == null ? List.of() : List.of(document);
        }
        // Above every id with this prefix: ids are ASCII.
        return documents
                .subMap(pattern.text(), true, pattern.text() + '\u007f', false)
                .values();
    }

    int size() {
        return documents.size();
    }
}
