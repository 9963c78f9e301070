package dev.lux.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a view holds in the place of what it showed of a document. Members keep the order of the view; what it does
 * not show stays behind the member that it stood behind. Recurses no deeper than the part.
 */
final class PartJoin {
    private final byte[] whole;
    private final byte[] view;
    private final ByteArrayOutputStream out;

    /** Where a member's key begins, with its quote, and its value, and where that ends. */
    private record Member(int key, int from, int to) {}

    /** A member of the document of which the view shows nothing. */
    private record Kept(Member of, byte[] value) {}

    private PartJoin(byte[] whole, byte[] view) {
        this.whole = whole;
        this.view = view;
        this.out = new ByteArrayOutputStream(whole.length + view.length);
    }

    /** See {@link Part#join}. */
    static byte[] join(byte[] whole, byte[] view, Part part) {
        PartJoin join = new PartJoin(whole, view);
        join.value(0, 0, part);
        return join.out.toByteArray();
    }

    private void value(int wholeAt, int viewAt, Part part) {
        if (part.isUniform() || whole[wholeAt] != '{' || view[viewAt] != '{') {
            out.write(view, viewAt, MinifiedJson.valueEnd(view, viewAt) - viewAt);
            return;
        }
        Map<String, Member> before = members(whole, wholeAt);
        Map<String, Member> shown = members(view, viewAt);
        List<Kept> first = new ArrayList<>();
        Map<String, List<Kept>> behind = new HashMap<>();
        List<Kept> place = first;
        for (Map.Entry<String, Member> member : before.entrySet()) {
            if (shown.containsKey(member.getKey())) {
                place = behind.computeIfAbsent(member.getKey(), none -> new ArrayList<>());
            } else {
                Member at = member.getValue();
                byte[] rest = PartBytes.rest(whole, at.from, at.to, part.member(member.getKey()));
                if (rest.length > 0) {
                    place.add(new Kept(at, rest));
                }
            }
        }
        int start = out.size();
        out.write('{');
        write(first, start);
        for (Map.Entry<String, Member> member : shown.entrySet()) {
            separate(start);
            Member at = member.getValue();
            out.write(view, at.key, at.from - at.key);
            joined(before.get(member.getKey()), at, part.member(member.getKey()));
            write(behind.getOrDefault(member.getKey(), List.of()), start);
        }
        out.write('}');
    }

    private void joined(@Nullable Member before, Member shown, Part part) {
        if (before == null) {
            out.write(view, shown.from, shown.to - shown.from);
        } else {
            value(before.from, shown.from, part);
        }
    }

    private void write(List<Kept> kept, int start) {
        for (Kept each : kept) {
            separate(start);
            out.write(whole, each.of.key, each.of.from - each.of.key);
            out.write(each.value, 0, each.value.length);
        }
    }

    private void separate(int start) {
        if (out.size() > start + 1) {
            out.write(',');
        }
    }

    private static Map<String, Member> members(byte[] in, int at) {
        Map<String, Member> all = new LinkedHashMap<>();
        int next = at + 1;
        while (in[next] != '}') {
            int key = in[next] == ',' ? next + 1 : next;
            int keyEnd = MinifiedJson.valueEnd(in, key);
            int end = MinifiedJson.valueEnd(in, keyEnd + 1);
            all.put(JsonStrings.decode(in, key + 1, keyEnd - 1), new Member(key, keyEnd + 1, end));
            next = end;
        }
        return all;
    }
}
