package dev.lux.http.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder on the class path, by exact path: what is not in the table does not exist, so there is nothing
 * to traverse. {@code index.html} also answers for its folder.
 */
public final class StaticPages {
    /** Pages load only what the broker serves, and are shown in no one's frame. */
    private static final String POLICY = "default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors 'none';"
            + " base-uri 'none'; form-action 'self'";

    private static final String HOME = "/apps/";
    private static final String INDEX = "index.html";

    private final Map<String, Page> pages = new HashMap<>();

    private StaticPages(Map<String, byte[]> files) {
        files.forEach((name, content) -> {
            Page page = new Page(Buffer.buffer(content), ContentTypes.of(name), tag(content), isSdk(name));
            pages.put("/" + name, page);
            if (name.equals(INDEX) || name.endsWith("/" + INDEX)) {
                pages.put("/" + name.substring(0, name.length() - INDEX.length()), page);
            }
        });
    }

    /**
     * Reads all files below a folder of the class path into memory.
     *
     * @param folder such as {@code web}
     * @throws IllegalStateException when there are none
     */
    public static StaticPages load(ClassLoader loader, String folder) {
        return new StaticPages(ClassPathFolder.read(loader, folder));
    }

    /** Adds one route that answers for the files and passes everything else on. */
    public void mount(Router router) {
        router.route().handler(this::handle);
    }

    private void handle(RoutingContext ctx) {
        String path = path(ctx.request().uri());
        HttpMethod method = ctx.request().method();
        Page page = pages.get(path);
        String redirect = page != null ? null : redirect(path);
        if (page == null && redirect == null) {
            ctx.next();
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            ctx.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            ctx.fail(405);
        } else if (redirect != null) {
            ctx.response()
                    .setStatusCode(302)
                    .putHeader(HttpHeaders.LOCATION, redirect)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .end();
        } else if (page != null) {
            send(ctx, page);
        }
    }

    private @Nullable String redirect(String path) {
        if (path.equals("/")) {
            return HOME;
        }
        return pages.containsKey(path + "/") ? path + "/" : null;
    }

    private static void send(RoutingContext ctx, Page page) {
        HttpServerResponse response = ctx.response()
                .putHeader(HttpHeaders.ETAG, page.tag())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("content-security-policy", POLICY)
                .putHeader("referrer-policy", "no-referrer")
                .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType());
        if (page.isSdk()) {
            // Pages from elsewhere may import it; it holds nothing but code.
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        List<String> known = ctx.request().headers().getAll(HttpHeaders.IF_NONE_MATCH);
        if (known.stream().anyMatch(tags -> tags.contains(page.tag()))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(
                HttpHeaders.CONTENT_LENGTH, Integer.toString(page.content().length()));
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(page.content());
        }
    }

    private static String path(String uri) {
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }

    private static boolean isSdk(String name) {
        return name.equals("lux.js") || name.equals("lux.js.map") || name.equals("lux.d.ts");
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** A file, ready to be sent; the buffer is never changed. */
    private record Page(Buffer content, String contentType, String tag, boolean isSdk) {}
}
