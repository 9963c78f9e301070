package dev.lux.harness.fuzz;

import dev.lux.error.LuxException;
import dev.lux.http.QueryParameters;
import dev.lux.stream.StreamRequest;
import dev.lux.wire.PercentEncoding;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of headers, paths and queries. */
final class HeaderTargets {
    private static final int HEADERS_BYTES = 8 * 1024;
    private static final int LINE_BYTES = 16 * 1024;
    private static final long MAX_VERSION = (1L << 53) - 1;
    private static final Hidden.Call ETAGS =
            Hidden.method("dev.lux.http.EntityTags", "parse", String.class, CharSequence.class);
    private static final Hidden.Call TYPE = Hidden.method("dev.lux.http.BodyType", "parse", String.class);
    private static final Hidden.Call WAIT = Hidden.method("dev.lux.http.WaitTime", "parse", String.class);
    private static final Hidden.Call PATH = Hidden.method("dev.lux.http.RequestHead", "path", String.class);
    private static final Pattern TAG = Pattern.compile("(W/)?\"([!#-~\u0080-\u00ff]*)\"");

    private HeaderTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                header("if-match", HEADERS_BYTES, HeaderTargets::etags)
                        .seeded(
                                "*",
                                "\"1795223278000123\"",
                                "W/\"1\", \"2\" ,\"1.1\",",
                                ",\"9007199254740991\"",
                                "\"\"")
                        .knowing("W/", "\"", ",", "\t", "*", "\"1\",", "\"01\"", "\"0\"", "w/", "\u00e9"),
                header("percent", LINE_BYTES, HeaderTargets::percent)
                        .seeded("incident-1", "a%20b", "%C3%A9%f0%9f%9a%80", "%2e%2E")
                        .knowing("%", "%%", "%c0%af", "%ed%a0%80", "%00", "%u0041", "%zz", "+", "%\uff11\uff11"),
                header("query", LINE_BYTES, HeaderTargets::query)
                        .seeded("/x?limit=10&match=a*&match=b&after=%61", "/x", "/x?", "/x?&", "/x?limit")
                        .knowing("&", "=", "?", "match=", "limit=", "after=", "%3d", "&&", "#"),
                header("stream-url", LINE_BYTES, HeaderTargets::stream)
                        .seeded("match=a*&match=b&id=c&delta=merge-patch", "since=1795223278000123", "id=a&id=a")
                        .knowing(
                                "since=", "&delta=merge-patch", "&match=*", "&id=stream", "9007199254740992", "=", "&"),
                header("content-type", HEADERS_BYTES, HeaderTargets::type)
                        .seeded(
                                "application/json",
                                "application/json; charset=\"utf-8\";x=y",
                                "application/merge-patch+json;;")
                        .knowing(";", "charset=", "utf-8", "\"", "=", "application/json-patch+json", "\t", "/"),
                header("wait", 256, HeaderTargets::wait)
                        .seeded("30s", "500ms", "0m", "50s")
                        .knowing("s", "ms", "m", "h", "51"),
                header("target", LINE_BYTES, HeaderTargets::path)
                        .seeded("/api/lux/a?x=y", "http://evil/api", "HTTPS://u@h:1?q", "*", "http:/x", "//x")
                        .knowing("http://", "https://", "?", "#", "/", "//", "..", "@"));
    }

    private static FuzzTarget header(String name, int maxBytes, FuzzTarget.Attack attack) {
        return FuzzTarget.of(name, FuzzTarget.Form.TEXT, maxBytes, LuxException.class, attack);
    }

    private static String etags(byte[] input, Product product) throws Exception {
        String value = FuzzTarget.latin1(input);
        Optional<String> expected = expectedTags(value);
        String tags;
        try {
            tags = product.call(() -> ETAGS.of(value, "if-match")).toString();
        } catch (Refused refusal) {
            Broken.unless(expected.isEmpty(), "tags are taken for none");
            throw refusal;
        }
        Broken.unless(expected.isPresent(), "what is no tag is taken for one");
        Broken.unless(tags.equals("EntityTags" + expected.get()), "the tags are others", () -> tags + expected.get());
        return tags.replaceAll("[0-9]+", "#");
    }

    /** As a record of the product says them; empty when it must be refused. */
    private static Optional<String> expectedTags(String value) {
        if (value.equals("*")) {
            return Optional.of("[any=true, strong=[], all=[]]");
        }
        List<String> strong = new ArrayList<>();
        List<String> all = new ArrayList<>();
        int tags = 0;
        // A comma within a tag does not end it.
        Matcher element =
                Pattern.compile("[ \t]*(?:((?:W/)?\"[^\"]*\")[ \t]*)?(,|\\z)").matcher(value);
        int at = 0;
        while (at < value.length()) {
            if (!element.region(at, value.length()).lookingAt()) {
                return Optional.empty();
            }
            at = element.end();
            if (element.group(1) != null) {
                Matcher tag = TAG.matcher(element.group(1));
                if (!tag.matches() || ++tags > 64) {
                    return Optional.empty();
                }
                if (tag.group(2).matches("[1-9][0-9]{0,15}") && Long.parseLong(tag.group(2)) <= MAX_VERSION) {
                    all.add(tag.group(2));
                    strong.addAll(tag.group(1) == null ? List.of(tag.group(2)) : List.of());
                }
            }
        }
        return tags == 0 ? Optional.empty() : Optional.of("[any=false, strong=" + strong + ", all=" + all + "]");
    }

    private static String percent(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.text(input);
        Optional<String> decoded = product.sure(() -> PercentEncoding.decode(text));
        Broken.unless(decoded.equals(decoded(text)), "it is decoded otherwise");
        return decoded.isPresent() ? "to " + decoded.get().equals(text) : "nothing";
    }

    private static Optional<String> decoded(String text) {
        if (!text.matches("([!-$&-~]|%[0-9a-fA-F]{2})*+")) {
            return Optional.empty();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '%';
            out.write(escape ? Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
            i += escape ? 2 : 0;
        }
        return JsonReference.utf8(out.toByteArray());
    }

    private static String query(byte[] input, Product product) throws Exception {
        String uri = FuzzTarget.text(input);
        QueryParameters parameters =
                product.call(() -> QueryParameters.parse(uri, Set.of("limit", "after"), Set.of("match")));
        List<String> expected = new ArrayList<>();
        String query = uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "";
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            Optional<String> name = decoded(parts[0]);
            Optional<String> value = decoded(parts.length < 2 ? "" : parts[1]);
            Broken.unless(name.isPresent() && value.isPresent(), "broken escapes are taken");
            Broken.unless(Set.of("limit", "after", "match").contains(name.get()), "an unknown parameter is taken");
            if (name.get().equals("match")) {
                expected.add(value.get());
            } else {
                Broken.unless(value.get().equals(parameters.get(name.get())), "a parameter is another one");
            }
        }
        Broken.unless(parameters.all("match").equals(expected), "a list of parameters is another one");
        return expected.size() + " " + (parameters.get("limit") != null) + (parameters.get("after") != null);
    }

    private static String stream(byte[] input, Product product) throws Exception {
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        for (String pair : FuzzTarget.text(input).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.add(parts[0], parts.length < 2 ? "" : parts[1]);
        }
        StreamRequest several = null;
        try {
            several = product.call(() -> StreamRequest.parse(null, query, null));
            Broken.unless(
                    several.patterns().size() <= query.entries().size(), "more subscriptions than were asked for");
        } catch (Refused perhapsOfOne) {
            StreamRequest one = product.call(() -> StreamRequest.parse("a", query, query.get("last")));
            Long since = one.since();
            Broken.unless(since == null || (since >= 0 && since <= MAX_VERSION), "a version that none can be");
            return "of one " + one.patches() + (since != null);
        }
        return several.patterns().size() + " " + several.patches();
    }

    private static String type(byte[] input, Product product) throws Exception {
        String value = FuzzTarget.latin1(input);
        String type = product.call(() -> TYPE.of(value)).toString();
        String expected = value.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        Broken.unless(
                ("application/" + type.toLowerCase(java.util.Locale.ROOT).replace("_patch", "-patch+json"))
                        .equals(expected.equals("application/json") ? "application/json" : expected),
                "another type");
        return type + value.contains("charset");
    }

    private static String wait(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.latin1(input);
        Duration duration = (Duration) product.call(() -> WAIT.of(text));
        Broken.unless(
                !duration.isNegative() && duration.compareTo(Duration.ofSeconds(50)) <= 0, "a wait without bounds");
        return duration.toString();
    }

    private static String path(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.latin1(input);
        String path = (String) product.call(() -> PATH.of(text));
        Broken.unless(path.startsWith("/") && !path.contains("?"), "a path that is none");
        Broken.unless(text.contains(path) || path.equals("/"), "a path that nobody sent");
        return text.startsWith("/") ? "path" : "absolute";
    }
}
