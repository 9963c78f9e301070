package dev.lux.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.command.Condition;
import dev.lux.command.Tenure;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import dev.lux.error.ErrorCode;
import dev.lux.error.LuxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What could delete a document by time needs the right to write all of it. */
class TimeRightsTest {
    private static final HolderToken HOLDER = new HolderToken(1, 2);

    private static Principal of(String scope) {
        return new Principal("p", new Scopes(List.of(Scope.parse(scope).orElseThrow())), Principal.NEVER, "c");
    }

    private static Write put(Tenure said) {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        return new Write("a1", WriteKind.PUT, body, Condition.NONE, null, null, "p").with(said);
    }

    private static Tenure said(long ttl, long lease, OnExpire onExpire) {
        return new Tenure(ttl, lease, onExpire, HOLDER, null);
    }

    @ParameterizedTest
    @CsvSource({"-1,15000,MARK", "0,0,MARK", "0,-1,DELETE"})
    void whoWritesAPartMayLeaseAndEndWhatThereIs(long ttl, long lease, OnExpire onExpire) {
        Write allowed = WriteRights.allowed(of("read,write:a*#/x"), put(said(ttl, lease, onExpire)));
        assertThat(allowed.tenure()).isEqualTo(said(ttl, lease, onExpire));
        assertThat(allowed.reach()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"1000,-1,MARK", "-1,15000,DELETE", "1000,15000,DELETE"})
    void whoWritesAPartMayNotSayWhatCouldDeleteTheDocument(long ttl, long lease, OnExpire onExpire) {
        Write asked = put(said(ttl, lease, onExpire));
        assertThatThrownBy(() -> WriteRights.allowed(of("read,write:a*#/x"), asked))
                .isInstanceOfSatisfying(
                        LuxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
        assertThat(WriteRights.allowed(of("write:a*"), asked)).isEqualTo(asked);
    }

    @Test
    void aSessionDocumentIsWrittenByWhoMayWriteAllOfIt() {
        Write part = WriteRights.allowed(of("read,write:a*#/x"), put(null));
        assertThatThrownBy(() -> WriteRights.requireWhole(part))
                .isInstanceOfSatisfying(
                        LuxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
        Write whole = WriteRights.allowed(of("write:a*"), put(null));
        assertThat(WriteRights.requireWhole(whole)).isEqualTo(whole);
    }

    @Test
    void aHeartbeatNeedsTheRightToWrite() {
        Write heartbeat = new Write("a1", WriteKind.HEARTBEAT, new byte[0], Condition.NONE, null, null, "p")
                .with(Tenure.of(HOLDER));
        assertThatThrownBy(() -> WriteRights.allowed(of("read:a*"), heartbeat))
                .isInstanceOfSatisfying(
                        LuxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
        assertThat(WriteRights.allowed(of("write:a*"), heartbeat)).isEqualTo(heartbeat);
    }
}
