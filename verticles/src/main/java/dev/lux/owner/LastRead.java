package dev.lux.owner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.json.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * The tree of the state that was read last. Many guards on a document that none of their writes changes read it once; to
 * be used for one step, for a tree is several times as large as its text.
 */
final class LastRead {
    private byte @Nullable [] text;
    private @Nullable JsonNode tree;

    /** @return not to be changed */
    JsonNode tree(byte[] state) {
        JsonNode known = tree;
        if (known == null || text != state) {
            known = JsonTree.read(state);
            text = state;
            tree = known;
        }
        return known;
    }
}
