package dev.lux.owner;

import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The documents of one owner: every cell by id, and the live ones in id order. Belongs to the owner's event loop. */
final class Documents {
    private final Map<String, DocumentCell> cells = new HashMap<>();
    private final TreeMap<String, DocumentCell> live = new TreeMap<>();

    @Nullable
    DocumentCell get(String id) {
        return cells.get(id);
    }

    void add(DocumentCell cell) {
        cells.put(cell.id(), cell);
        index(cell);
    }

    /** Brings the index up to date with what the cell now holds. */
    void index(DocumentCell cell) {
        if (cell.isLive()) {
            live.put(cell.id(), cell);
        } else {
            live.remove(cell.id());
        }
    }

    void remove(DocumentCell cell) {
        cells.remove(cell.id(), cell);
        live.remove(cell.id(), cell);
    }

    /** Every cell of the matches, tombstones included; a list of its own. */
    List<DocumentCell> allMatches(Pattern pattern) {
        if (!pattern.isPrefix()) {
            DocumentCell cell = cells.get(pattern.text());
            return cell == null ? List.of() : List.of(cell);
        }
        return cells.values().stream()
                .filter(cell -> pattern.matches(cell.id()))
                .toList();
    }

    List<DocumentCell> ofShard(Shard shard) {
        return cells.values().stream().filter(cell -> cell.shard() == shard).toList();
    }

    /** Calls {@code found} with every live match in one of these shards. */
    void forEachMatch(Pattern pattern, Set<Integer> shards, Consumer<DocumentState> found) {
        for (DocumentCell cell : matches(pattern)) {
            if (shards.contains(cell.shard().number())) {
                found.accept(state(cell));
            }
        }
    }

    int countMatches(Pattern pattern, Set<Integer> shards) {
        int count = 0;
        for (DocumentCell cell : matches(pattern)) {
            count += shards.contains(cell.shard().number()) ? 1 : 0;
        }
        return count;
    }

    List<DocumentState> page(Pattern pattern, Set<Integer> shards, String after, int limit) {
        Iterable<DocumentCell> from =
                pattern.isPrefix() && !after.isEmpty() ? matchesAfter(pattern, after) : matches(pattern);
        List<DocumentState> page = new ArrayList<>(Math.min(limit, 128));
        Iterator<DocumentCell> cells = from.iterator();
        while (page.size() < limit && cells.hasNext()) {
            DocumentCell cell = cells.next();
            if (cell.id().compareTo(after) > 0 && shards.contains(cell.shard().number())) {
                page.add(state(cell));
            }
        }
        return page;
    }

    private Collection<DocumentCell> matchesAfter(Pattern pattern, String after) {
        String from = after.compareTo(pattern.text()) > 0 ? after : pattern.text();
        String to = endOf(pattern);
        if (from.compareTo(to) >= 0) {
            return List.of();
        }
        return live.subMap(from, true, to, false).values();
    }

    private Collection<DocumentCell> matches(Pattern pattern) {
        if (!pattern.isPrefix()) {
            DocumentCell cell = live.get(pattern.text());
            return cell == null ? List.of() : List.of(cell);
        }
        NavigableMap<String, DocumentCell> range = live.subMap(pattern.text(), true, endOf(pattern), false);
        return range.values();
    }

    /** Above every id with this prefix: ids are ASCII. */
    private static String endOf(Pattern prefix) {
        return prefix.text() + '\u007f';
    }

    private static DocumentState state(DocumentCell cell) {
        var record = cell.committed();
        if (record == null) {
            throw new IllegalStateException("only live documents are indexed");
        }
        return record.state(cell.id());
    }
}
