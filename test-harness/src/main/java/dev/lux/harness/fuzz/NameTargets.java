package dev.lux.harness.fuzz;

import dev.lux.access.Right;
import dev.lux.access.Scope;
import dev.lux.document.DocumentId;
import dev.lux.document.Pattern;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Ids, patterns and scopes, against regular expressions. */
final class NameTargets {
    private static final int MAX_BYTES = 4 * 1024;
    private static final String ID = "(?s)[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}";
    private static final String PREFIX = "(?s)([A-Za-z0-9][A-Za-z0-9._:~-]{0,127})?";
    private static final List<String> IDS = List.of("a", "incident-INC-1042", "stream", "A.b_c:d~e-f", "incident-");
    private static final String[] WORDS = {
        "*",
        "stream",
        "..",
        "/",
        "%2f",
        "\u0000",
        "\u202e",
        "é",
        "e\u0301",
        "\u0661",
        "\uff21",
        "-",
        "~",
        ":",
        "_",
        " ",
        "\n",
        "x".repeat(127),
        "x".repeat(128)
    };

    private NameTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                text("id", NameTargets::id)
                        .seeded("a", "incident-INC-1042", "A.b_c:d~e-f", "0", "x".repeat(128), "streams"),
                text("pattern", NameTargets::pattern).seeded("*", "a", "incident-*", "a.b:c~*", "x".repeat(128) + "*"),
                text("scope", NameTargets::scope)
                        .seeded(
                                "read:incident-*#!/customer",
                                "write:a#/status,/a%20b,/~1",
                                "read:incident-*",
                                "read,write:incident-1042",
                                "admin:*",
                                "read,write,list,admin:a")
                        .knowing(
                                "#",
                                "#!",
                                "#/a",
                                "%20",
                                "~1",
                                "/x".repeat(17),
                                "read",
                                "write",
                                "list",
                                "admin",
                                ",",
                                ":",
                                "READ",
                                "read,read"));
    }

    private static FuzzTarget text(String name, FuzzTarget.Attack attack) {
        return FuzzTarget.of(name, FuzzTarget.Form.TEXT, MAX_BYTES, LuxException.class, attack)
                .knowing(WORDS);
    }

    private static String id(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.text(input);
        boolean valid = text.matches(ID) && !text.equals("stream");
        Broken.unless(
                product.sure(() -> DocumentId.isValid(text)) == valid, "an id is taken for none, or none for one");
        Broken.unless(product.call(() -> DocumentId.require(text)).equals(text) && valid, "an id comes back otherwise");
        return "of " + Integer.highestOneBit(text.length());
    }

    private static String pattern(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.text(input);
        boolean prefix = text.endsWith("*");
        String words = prefix ? text.substring(0, text.length() - 1) : text;
        boolean valid = prefix ? words.matches(PREFIX) : words.matches(ID) && !words.equals("stream");
        Pattern pattern;
        try {
            pattern = product.call(() -> Pattern.parse(text));
        } catch (Refused refusal) {
            Broken.unless(!valid && refusal.is(ErrorCode.INVALID_PATTERN), "a pattern is taken for none");
            throw refusal;
        }
        Broken.unless(valid, "what is no pattern is taken for one");
        Broken.unless(pattern.match().equals(text), "a pattern is written otherwise");
        Broken.unless(product.sure(() -> Pattern.parse(pattern.match())).equals(pattern), "it is read otherwise");
        int matches = 0;
        for (String id : IDS) {
            boolean expected = prefix ? id.startsWith(words) : id.equals(words);
            Broken.unless(pattern.matches(id) == expected, "a pattern matches other ids");
            Broken.unless(
                    !pattern.contains(new Pattern(id, true)) || (prefix && id.startsWith(words)),
                    "a pattern contains another one that is wider");
            matches += expected ? 1 : 0;
        }
        return (prefix ? "prefix, " : "id, ") + matches;
    }

    private static String scope(byte[] input, Product product) throws Exception {
        String text = FuzzTarget.text(input);
        java.util.Optional<Scope> scope = product.sure(() -> Scope.parse(text));
        int colon = text.indexOf(':');
        boolean rights =
                colon > 0 && text.substring(0, colon).matches("(read|write|list|admin)(,(read|write|list|admin))*");
        int hash = colon < 0 ? -1 : text.indexOf('#', colon);
        boolean valid = rights && isPattern(text.substring(colon + 1, hash < 0 ? text.length() : hash));
        // What stands behind a # has rules of its own, here it may only refuse more.
        Broken.unless(
                scope.isPresent() == valid || (hash >= 0 && scope.isEmpty()),
                "a scope is taken for none, or none for one");
        Broken.unless(
                scope.isEmpty() || (scope.get().rule() != null) == (hash >= 0), "a part is lost, or given by nobody");
        if (scope.isEmpty()) {
            return "none, " + rights;
        }
        Set<String> named = new TreeSet<>(List.of(text.substring(0, colon).split(",", -1)));
        Set<String> given =
                new TreeSet<>(scope.get().rights().stream().map(Right::word).toList());
        Broken.unless(given.equals(named), "a scope gives other rights than it names");
        Broken.unless(
                product.sure(() -> Scope.parse(scope.get().toString())).equals(scope),
                "a scope is read otherwise again");
        return given + (hash < 0 ? "" : " of a part");
    }

    private static boolean isPattern(String text) {
        return text.endsWith("*")
                ? text.substring(0, text.length() - 1).matches(PREFIX)
                : text.matches(ID) && !text.equals("stream");
    }
}
