package dev.lux.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;

/** One operation of a JSON Patch (RFC 6902, section 4). A failure's detail does not name the operation yet. */
sealed interface PatchOperation {
    void applyTo(PatchTarget target);

    record Add(Pointer path, JsonNode value) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            target.add(path, value.deepCopy());
        }
    }

    record Remove(Pointer path) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            target.remove(path);
        }
    }

    record Replace(Pointer path, JsonNode value) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            target.replace(path, value.deepCopy());
        }
    }

    record Move(Pointer from, Pointer path) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            if (from.isProperPrefixOf(path)) {
                throw PatchTarget.failed("a value can't be moved into itself");
            }
            target.add(path, target.remove(from));
        }
    }

    record Copy(Pointer from, Pointer path) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            target.add(path, target.copyOf(from));
        }
    }

    /** What is absent equals nothing, not even null. */
    record Test(Pointer path, JsonNode value) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            JsonNode current = target.find(path);
            if (current == null || !JsonEquality.equal(current, value)) {
                throw new LuxException(ErrorCode.TEST_FAILED, "the value is another one");
            }
        }
    }
}
