package dev.lux.http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What the tests of the edge share: one server per class, no documents before each test, a deadline. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
abstract class HttpTest {
    EdgeUnderTest edge;

    @BeforeAll
    void start() {
        edge = new EdgeUnderTest();
    }

    @BeforeEach
    void forget() {
        edge.owners.reset();
        edge.ready = true;
        edge.scoped.revoked = false;
    }

    @AfterAll
    void stop() {
        edge.close();
    }
}
