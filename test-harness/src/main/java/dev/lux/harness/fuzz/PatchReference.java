package dev.lux.harness.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pointers, patches and guards by the words of RFC 6901, 6902 and 7396, on plain maps and lists, slow and obvious. */
final class PatchReference {
    /** JSON's {@code null}, so that Java's can mean absent. */
    private static final Object NULL = "null".toCharArray();

    /** The member that the whole document is, so that the root is a place like any other. */
    private static final String WHOLE = "whole";

    private PatchReference() {}

    /** Why a patch does not apply, and which operation. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        final int operation;
        final boolean test;

        Failure(int operation, boolean test) {
            super("operation " + operation);
            this.operation = operation;
            this.test = test;
        }
    }

    /** An operation does not apply. */
    private static final class DoesNotApply extends Exception {
        private static final long serialVersionUID = 1;
    }

    static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> object = new LinkedHashMap<>();
            node.properties().forEach(member -> object.put(member.getKey(), plain(member.getValue())));
            return object;
        }
        if (node.isArray()) {
            List<Object> array = new ArrayList<>();
            node.forEach(element -> array.add(plain(element)));
            return array;
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        return node.isNull() ? NULL : node.isTextual() ? node.textValue() : (Object) node.booleanValue();
    }

    /** Numbers by value, objects in any order. */
    static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a instanceof BigDecimal one && b instanceof BigDecimal other) {
            return one.compareTo(other) == 0;
        }
        if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
            return one.keySet().equals(other.keySet())
                    && one.keySet().stream().allMatch(key -> equal(one.get(key), other.get(key)));
        }
        if (a instanceof List<?> one && b instanceof List<?> other) {
            boolean same = one.size() == other.size();
            for (int i = 0; same && i < one.size(); i++) {
                same = equal(one.get(i), other.get(i));
            }
            return same;
        }
        return a != null && a.equals(b);
    }

    /** RFC 7396, section 2. */
    static Object merged(@Nullable Object target, Object patch) {
        if (!(patch instanceof Map<?, ?> members)) {
            return patch;
        }
        Map<String, Object> result = new LinkedHashMap<>();
        if (target instanceof Map<?, ?> object) {
            object.forEach((key, value) -> result.put((String) key, value));
        }
        members.forEach((key, value) -> {
            if (value == NULL) {
                result.remove(key);
            } else {
                result.put((String) key, merged(result.get(key), value));
            }
        });
        return result;
    }

    /** What a pointer points to, or {@code null}. */
    static @Nullable Object find(Object document, String pointer) {
        Object at = document;
        for (String token : tokens(pointer)) {
            if (at instanceof Map<?, ?> object) {
                at = object.get(token);
            } else if (at instanceof List<?> array && isIndex(token, array.size() - 1)) {
                at = array.get(Integer.parseInt(token));
            } else {
                return null;
            }
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    /** Whether a guard's pointer holds one of the alternatives. */
    static boolean holds(@Nullable Object document, String pointer, List<?> alternatives) {
        Object current = document == null ? null : find(document, pointer);
        return alternatives.stream().anyMatch(one -> current == null ? one == NULL : equal(current, one));
    }

    /** The patched document. */
    static Object patched(Object document, List<?> operations) throws Failure {
        Map<String, Object> holder = new LinkedHashMap<>();
        holder.put(WHOLE, copy(document));
        for (int i = 0; i < operations.size(); i++) {
            Map<?, ?> operation = (Map<?, ?>) operations.get(i);
            try {
                apply(holder, operation);
            } catch (DoesNotApply e) {
                throw new Failure(i, "test".equals(operation.get("op")));
            }
        }
        Object result = holder.get(WHOLE);
        return result == null ? NULL : result;
    }

    private static void apply(Map<String, Object> holder, Map<?, ?> operation) throws DoesNotApply {
        String path = "/" + WHOLE + operation.get("path");
        String from = "/" + WHOLE + operation.get("from");
        Object value = operation.get("value");
        switch (String.valueOf(operation.get("op"))) {
            case "add" -> add(holder, path, value);
            case "remove" -> remove(holder, path);
            case "replace" -> {
                required(holder, path);
                if (path.equals("/" + WHOLE)) {
                    add(holder, path, value);
                } else {
                    replace(holder, path, value);
                }
            }
            case "move" -> {
                if (path.startsWith(from + "/")) {
                    throw new DoesNotApply();
                }
                Object moved = required(holder, from);
                remove(holder, from);
                add(holder, path, moved);
            }
            case "copy" -> add(holder, path, required(holder, from));
            default -> {
                if (!equal(find(holder, path), value)) {
                    throw new DoesNotApply();
                }
            }
        }
    }

    private static Object required(Map<String, Object> holder, String path) throws DoesNotApply {
        Object found = find(holder, path);
        if (found == null) {
            throw new DoesNotApply();
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> holder, String path, @Nullable Object value) throws DoesNotApply {
        Object parent = required(holder, path.substring(0, path.lastIndexOf('/')));
        String last = last(path);
        Object copy = copy(java.util.Objects.requireNonNull(value));
        if (parent instanceof Map<?, ?>) {
            ((Map<String, Object>) parent).put(last, copy);
        } else if (parent instanceof List<?> array && last.equals("-")) {
            ((List<Object>) array).add(copy);
        } else if (parent instanceof List<?> array && isIndex(last, array.size())) {
            ((List<Object>) array).add(Integer.parseInt(last), copy);
        } else {
            throw new DoesNotApply();
        }
    }

    @SuppressWarnings("unchecked")
    private static void replace(Map<String, Object> holder, String path, @Nullable Object value) throws DoesNotApply {
        Object parent = required(holder, path.substring(0, path.lastIndexOf('/')));
        Object copy = copy(java.util.Objects.requireNonNull(value));
        if (parent instanceof List<?> array) {
            ((List<Object>) array).set(Integer.parseInt(last(path)), copy);
        } else {
            ((Map<String, Object>) parent).put(last(path), copy);
        }
    }

    private static void remove(Map<String, Object> holder, String path) throws DoesNotApply {
        required(holder, path);
        Object parent = required(holder, path.substring(0, path.lastIndexOf('/')));
        if (path.equals("/" + WHOLE)) {
            holder.put(WHOLE, NULL);
        } else if (parent instanceof List<?> array) {
            array.remove(Integer.parseInt(last(path)));
        } else {
            ((Map<?, ?>) parent).remove(last(path));
        }
    }

    private static String last(String path) {
        List<String> tokens = tokens(path);
        return tokens.get(tokens.size() - 1);
    }

    private static List<String> tokens(String pointer) {
        List<String> tokens = new ArrayList<>();
        if (!pointer.isEmpty()) {
            for (String token : pointer.substring(1).split("/", -1)) {
                tokens.add(token.replace("~1", "/").replace("~0", "~"));
            }
        }
        return tokens;
    }

    private static boolean isIndex(String token, int last) {
        return token.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(token) <= last;
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> copy = new LinkedHashMap<>();
            object.forEach((key, member) -> copy.put((String) key, copy(member)));
            return copy;
        }
        if (value instanceof List<?> array) {
            List<Object> copy = new ArrayList<>();
            array.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        return value;
    }
}
