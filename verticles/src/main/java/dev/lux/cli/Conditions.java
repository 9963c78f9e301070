package dev.lux.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a write may happen; the same options for every command that writes. */
final class Conditions {
    @Option(
            names = "--if-version",
            paramLabel = "N",
            description = "Only when the document is at this version; 0: only when it is absent.")
    private @Nullable Long ifVersion;

    @Option(
            names = "--guard",
            paramLabel = "/PATH=VALUE[,VALUE]",
            description =
                    "Only when the field has one of these values now; null matches an absent field too. Repeatable.")
    private List<String> guards = new ArrayList<>();

    @Option(
            names = "--idempotency-key",
            paramLabel = "K",
            description = "The same key within 5 minutes applies once, and is answered with the first result.")
    private @Nullable String idempotencyKey;

    boolean hasGuards() {
        return !guards.isEmpty();
    }

    @Nullable
    Long ifVersion() {
        return ifVersion;
    }

    /** For {@code --create-only}. */
    void requireAbsent() {
        if (ifVersion != null && ifVersion != 0) {
            throw CliException.usage("--create-only and --if-version exclude each other.");
        }
        ifVersion = 0L;
    }

    /**
     * The request's object; empty when it would have no member.
     *
     * @param more members beside the conditions
     */
    byte[] envelope(byte @Nullable [] data, Map<String, byte[]> more) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        if (data != null) {
            members.put("data", data);
        }
        if (ifVersion != null) {
            members.put("ifVersion", ascii(ifVersion.toString()));
        }
        if (!guards.isEmpty()) {
            members.put("guard", guardObject().getBytes(StandardCharsets.UTF_8));
        }
        members.putAll(more);
        if (members.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        char separator = '{';
        for (var member : members.entrySet()) {
            out.write(separator);
            out.writeBytes(ascii('"' + member.getKey() + "\":"));
            out.writeBytes(member.getValue());
            separator = ',';
        }
        out.write('}');
        return out.toByteArray();
    }

    Map<String, String> headers(String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        if (idempotencyKey != null) {
            if (idempotencyKey.isEmpty() || !idempotencyKey.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                throw CliException.usage("An --idempotency-key is 1 to 128 printable ASCII characters.");
            }
            headers.put("Idempotency-Key", idempotencyKey);
        }
        return headers;
    }

    private String guardObject() {
        Map<String, String> byPointer = new LinkedHashMap<>();
        for (String text : guards) {
            Guard guard = Guard.parse(text);
            String values = RawJson.quote(guard.pointer()) + ":[" + String.join(",", guard.values()) + "]";
            if (byPointer.put(guard.pointer(), values) != null) {
                throw CliException.usage(
                        "Two guards for " + Text.visible(guard.pointer()) + ": give its values in one.");
            }
        }
        return "{" + String.join(",", byPointer.values()) + "}";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
