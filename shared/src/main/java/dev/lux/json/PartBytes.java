package dev.lux.json;

import java.util.Arrays;

/** Takes out of a document's bytes what belongs to a part, in one pass. Recurses no deeper than the part. */
final class PartBytes {
    static final byte[] NOTHING = {};
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final MinifiedMembers in;
    private final BoundedBytes out;
    private final boolean keepsDoubtful;

    private PartBytes(byte[] json, boolean keepsDoubtful) {
        this.in = new MinifiedMembers(json);
        // It only ever leaves out.
        this.out = new BoundedBytes(json.length);
        this.keepsDoubtful = keepsDoubtful;
    }

    /** See {@link Part#viewOf}. */
    static byte[] view(byte[] json, Part part) {
        PartBytes view = new PartBytes(json, false);
        if (!view.copy(part)) {
            return EMPTY_OBJECT.clone();
        }
        // Whatever is left out is shorter.
        return view.out.size() == json.length ? json : view.out.toByteArray();
    }

    /** See {@link Part#restOf}. */
    static byte[] rest(byte[] json, Part part) {
        PartBytes rest = new PartBytes(json, true);
        return rest.copy(part.not()) ? rest.out.toByteArray() : NOTHING;
    }

    /** What is left of the value at {@code from}. */
    static byte[] rest(byte[] json, int from, int to, Part part) {
        return rest(Arrays.copyOfRange(json, from, to), part);
    }

    /** Reads the next value and copies what belongs to the part. @return whether anything does */
    private boolean copy(Part part) {
        if (part.isUniform() || !in.isObject()) {
            int from = in.at();
            in.skipValue();
            boolean belongs = part.isUniform() ? part.rest() : keepsDoubtful;
            if (belongs) {
                in.copySince(from, out);
            }
            return belongs;
        }
        int start = out.size();
        boolean any = false;
        in.open();
        out.add('{');
        while (in.nextKey()) {
            int before = out.size();
            if (any) {
                out.add(',');
            }
            in.copyKey(out);
            if (copy(part.member(in.key()))) {
                any = true;
            } else {
                out.takeBack(before);
            }
        }
        if (any) {
            out.add('}');
        } else {
            out.takeBack(start);
        }
        return any;
    }
}
