package dev.lux.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogsTest extends HttpTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.lux");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        private final JsonEncoder encoder = new JsonEncoder();

        @Override
        public void start() {
            encoder.setContext(getContext());
            encoder.start();
            super.start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + new String(encoder.encode(event), StandardCharsets.UTF_8));
        }
    };

    @BeforeEach
    void listen() {
        lines.clear();
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void aRequestIsOneLineWithItsIdAndWithoutCredentialQueryOrBody() throws Exception {
        logger.setLevel(Level.DEBUG);
        edge.json("PUT", "/api/lux/a?token=in-the-query", "{\"data\":\"in-the-body\"}", "X-Request-Id: job-7");
        await().atMost(Duration.ofSeconds(10)).until(() -> !lines.isEmpty());
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("DEBUG")
                .contains("job-7", "PUT", "\\/api\\/lux\\/a", "400")
                .doesNotContain(EdgeUnderTest.KEY)
                .doesNotContain("in-the-");
    }

    @Test
    void whatComesInAPathCannotForgeALine() throws Exception {
        logger.setLevel(Level.DEBUG);
        edge.request("GET", "/api/lux/a%0a\u00ff\"}");
        await().atMost(Duration.ofSeconds(10)).until(() -> !lines.isEmpty());
        assertThat(lines.get(0).strip()).doesNotContain("\n").contains("\\\"}");
    }

    @Test
    void aFaultInsideIsLoggedWithItsCauseAndTheRequestsId() throws Exception {
        logger.setLevel(Level.INFO);
        edge.owners.failure = new IllegalStateException("what happened");
        Response get = edge.request("GET", "/api/lux/a");
        await().atMost(Duration.ofSeconds(10)).until(() -> lines.size() == 2);
        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line).startsWith("ERROR").contains("what happened", get.header("x-request-id")));
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("WARN").contains("500"));
    }

    @Test
    void aRequestThatCannotBeReadIsOneLineWithItsIdThatQuotesNothing() throws Exception {
        logger.setLevel(Level.DEBUG);
        Response answer = edge.raw("GET / HTTP/1.1\r\nAuthorization: Bearer in-the-head\u007f\r\n\r\n");
        await().atMost(Duration.ofSeconds(10)).until(() -> !lines.isEmpty());
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("DEBUG")
                .contains(answer.header("x-request-id"), "400")
                .doesNotContain("in-the-");
    }

    @Test
    void whoIsDeniedIsWrittenDownWithoutItsCredential() throws Exception {
        logger.setLevel(Level.INFO);
        edge.raw("GET /api/lux/a?token=in-the-query HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer guessed-key\r\n\r\n");
        await().atMost(Duration.ofSeconds(10)).until(() -> !lines.isEmpty());
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("INFO")
                .contains("denied", "unauthorized", "127.0.0.1", "GET \\/api\\/lux\\/a\"")
                .doesNotContain("guessed-key")
                .doesNotContain("in-the-");
    }

    @Test
    void whoAdministersIsWrittenDown() throws Exception {
        logger.setLevel(Level.INFO);
        edge.request("GET", "/api/lux/_cluster");
        await().atMost(Duration.ofSeconds(10)).until(() -> !lines.isEmpty());
        assertThat(lines)
                .filteredOn(line -> line.contains("administered"))
                .singleElement()
                .asString()
                .contains("_cluster", "\"by\"", "dev");
    }
}
