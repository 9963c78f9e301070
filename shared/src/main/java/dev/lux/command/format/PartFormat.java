package dev.lux.command.format;

import dev.lux.json.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A part of documents inside a message: see {@link WriteFormat}. */
final class PartFormat {
    private record Member(String name, Part part) {}

    private PartFormat() {}

    static void write(MessageWriter out, Part part) {
        out.flag(part.rest());
        out.list(
                part.members().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList(),
                PartFormat::writeMember);
    }

    private static void writeMember(MessageWriter out, Map.Entry<String, Part> member) {
        out.text(member.getKey());
        write(out, member.getValue());
    }

    static Part read(MessageReader in) {
        return read(in, Part.MAX_DEPTH);
    }

    private static Part read(MessageReader in, int depthLeft) {
        boolean rest = in.flag();
        List<Member> members = in.list(each -> readMember(each, depthLeft));
        Map<String, Part> byName = new HashMap<>();
        members.forEach(member -> byName.put(member.name, member.part));
        return Part.of(rest, byName);
    }

    private static Member readMember(MessageReader in, int depthLeft) {
        if (depthLeft == 0) {
            throw in.malformed("a part of too many levels");
        }
        return new Member(in.text(), read(in, depthLeft - 1));
    }
}
