package dev.lux.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lux.command.Condition;
import dev.lux.command.Idempotency;
import dev.lux.command.Tenure;
import dev.lux.command.Write;
import dev.lux.command.WriteKind;
import dev.lux.document.HolderToken;
import dev.lux.document.OnExpire;
import dev.lux.error.LuxException;
import dev.lux.json.JsonMembers;
import dev.lux.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteMessagesTest {
    private static final String ID = "{\"id\":\"a\",";
    private static final HolderToken HOLDER = new HolderToken(1, 2);

    @Test
    void aPutIsEverythingThatItsMessageSays() {
        Write put = decode(
                "put",
                "{ \"type\":\"put\", \"ref\":7, \"id\":\"a\", \"data\": { \"n\": 1.0 }, \"ifVersion\": 5,"
                        + " \"guard\": { \"/n\": [ 1 ] }, \"idempotencyKey\": \"k\" }");
        assertThat(put.id()).isEqualTo("a");
        assertThat(put.kind()).isEqualTo(WriteKind.PUT);
        assertThat(put.body()).asString().isEqualTo("{\"n\":1.0}");
        assertThat(put.condition()).isEqualTo(Condition.ifVersion(5));
        assertThat(put.guard()).asString().isEqualTo("{\"/n\":[1]}");
        assertThat(put.idempotency()).isNotNull();
        assertThat(put.by()).isEqualTo("dev");
    }

    @Test
    void whatIsNotSaidIsNotAsked() {
        Write put = decode("put", ID + "\"data\":1}");
        assertThat(put.condition()).isEqualTo(Condition.NONE);
        assertThat(put.guard()).isNull();
        assertThat(put.idempotency()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'',MERGE_PATCH,{}",
        "',\"format\":\"merge-patch\"',MERGE_PATCH,{}",
        "',\"format\":\"json-patch\"',JSON_PATCH,[]"
    })
    void aPatchIsOfItsFormat(String format, WriteKind kind, String data) {
        assertThat(decode("patch", ID + "\"data\":" + data + format + "}").kind())
                .isEqualTo(kind);
    }

    @Test
    void aLeaseGoesToSomebodyNew() {
        Tenure said = decode("put", ID + "\"data\":1,\"lease\":\"15s\",\"ttl\":\"7d\"}")
                .tenure();
        assertThat(said.leaseMillis()).isEqualTo(15_000);
        assertThat(said.ttlMillis()).isEqualTo(7L * 24 * 3600 * 1000);
        assertThat(said.onExpire()).isEqualTo(OnExpire.MARK);
        assertThat(said.holder()).isNull();
        assertThat(said.granted()).isEqualTo(said.taken());
        assertThat(decode("put", ID + "\"data\":1,\"lease\":\"15s\"}").granted())
                .isNotNull()
                .isNotEqualTo(said.granted());
    }

    @ParameterizedTest
    @CsvSource({"1s,1000", "1000ms,1000", "24h,86400000", "1d,86400000", "1440m,86400000"})
    void aLeaseIsWithinItsLimits(String text, long millis) {
        assertThat(decode("put", ID + "\"data\":1,\"lease\":\"" + text + "\",\"onExpire\":\"delete\"}")
                        .tenure())
                .extracting(Tenure::leaseMillis, Tenure::onExpire)
                .containsExactly(millis, OnExpire.DELETE);
    }

    @Test
    void aTtlIsWithinItsLimits() {
        assertThat(decode("patch", ID + "\"data\":{},\"ttl\":\"400d\"}")
                        .tenure()
                        .ttlMillis())
                .isEqualTo(400L * 24 * 3600 * 1000);
        assertThat(decode("patch", ID + "\"data\":{},\"ttl\":\"1s\"}").tenure().ttlMillis())
                .isEqualTo(1_000);
    }

    @Test
    void nullEndsWhatThereIs() {
        Tenure said = decode("put", ID + "\"data\":1,\"lease\":null,\"ttl\":null,\"holder\":\"" + HOLDER.text() + "\"}")
                .tenure();
        assertThat(said.leaseMillis()).isEqualTo(Tenure.END);
        assertThat(said.ttlMillis()).isEqualTo(Tenure.END);
        assertThat(said.holder()).isEqualTo(HOLDER);
        assertThat(said.granted()).isNull();
    }

    @Test
    void aHeartbeatNamesItsHolder() {
        Write heartbeat = decode("heartbeat", ID + "\"holder\":\"" + HOLDER.text() + "\"}");
        assertThat(heartbeat.kind()).isEqualTo(WriteKind.HEARTBEAT);
        assertThat(heartbeat.body()).isEmpty();
        assertThat(heartbeat.tenure().holder()).isEqualTo(HOLDER);
        assertThat(heartbeat.granted()).isNull();
    }

    @Test
    void aRepetitionIsToldOfTheSameHolder() {
        String text = ID + "\"data\":1,\"lease\":\"15s\",\"idempotencyKey\":\"k\"}";
        assertThat(decode("put", text).granted()).isEqualTo(decode("put", text).granted());
        assertThat(decode("put", text).idempotency())
                .isEqualTo(decode("put", text).idempotency())
                .isNotEqualTo(decode("put", text.replace("15s", "16s")).idempotency());
    }

    @Test
    void aDeleteHasNoBody() {
        Write delete = decode("delete", ID + "\"ifVersion\":0}");
        assertThat(delete.body()).isEmpty();
        assertThat(delete.condition().mustBeAbsent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "put    | {\"data\":1}                                   | invalid_request",
                "put    | {\"id\":\"stream\",\"data\":1}                 | invalid_id",
                "put    | {\"id\":\"a\"}                                 | invalid_request",
                "put    | {\"id\":\"a\",\"data\":null}                   | null_document",
                "put    | {\"id\":\"a\",\"data\":1,\"session\":true}     | unknown_key",
                "put    | {\"id\":\"a\",\"data\":1,\"lease\":15}         | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"lease\":\"15\"}     | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"lease\":\"999ms\"}  | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"lease\":\"25h\"}    | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"lease\":\"86401s\"} | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"ttl\":\"0s\"}       | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"ttl\":\"401d\"}     | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"ttl\":\"-5s\"}      | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"onExpire\":\"mark\"} | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"lease\":null,\"onExpire\":\"mark\"} | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"lease\":\"5s\",\"onExpire\":\"keep\"} | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"holder\":\"me\"}    | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"holder\":null}     | invalid_request",
                "delete | {\"id\":\"a\",\"ttl\":\"5s\"}                 | unknown_key",
                "delete | {\"id\":\"a\",\"lease\":null}                | unknown_key",
                "heartbeat | {\"id\":\"a\"}                           | invalid_request",
                "heartbeat | {\"id\":\"a\",\"holder\":\"AAAAAAAAAAEAAAAAAAAAAh\"} | invalid_request",
                "heartbeat | {\"id\":\"a\",\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\",\"data\":1} | unknown_key",
                "heartbeat | {\"id\":\"a\",\"holder\":\"AAAAAAAAAAEAAAAAAAAAAg\",\"ttl\":\"5s\"} | unknown_key",
                "put    | {\"id\":\"a\",\"data\":1,\"format\":\"x\"}     | unknown_key",
                "put    | {\"id\":\"a\",\"data\":1,\"ifVersion\":1.5}    | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"ifVersion\":null}   | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"guard\":null}       | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"guard\":{\"/a\":1}} | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"idempotencyKey\":7} | invalid_request",
                "put    | {\"id\":\"a\",\"data\":1,\"idempotencyKey\":\"\\u0001\"} | invalid_request",
                "put    | {\"id\":\"a\",\"data\":\"0123456789012345\"}   | document_too_large",
                "patch  | {\"id\":\"a\",\"data\":[]}                     | invalid_patch",
                "patch  | {\"id\":\"a\",\"data\":null}                   | invalid_patch",
                "patch  | {\"id\":\"a\",\"data\":{\"a\":\"0123456789\"}} | document_too_large",
                "patch  | {\"id\":\"a\",\"data\":{},\"format\":\"x\"}    | invalid_request",
                "patch  | {\"id\":\"a\",\"data\":{},\"format\":\"json-patch\"}    | invalid_patch",
                "delete | {\"id\":\"a\",\"data\":1}                      | unknown_key",
                "erase  | {\"id\":\"a\"}                                 | invalid_request",
            })
    void aMessageThatIsNoWriteIsRefused(String type, String json, String code) {
        assertThatThrownBy(() -> decode(type, json))
                .isInstanceOfSatisfying(
                        LuxException.class,
                        refusal -> assertThat(refusal.code().code()).isEqualTo(code));
    }

    @Test
    void theKeysDigestIsOfThePrincipalAndTheKey() {
        assertThat(idempotency("dev", "k", "1").key())
                .isEqualTo(idempotency("dev", "k", "2").key())
                .isNotEqualTo(idempotency("eve", "k", "1").key())
                .isNotEqualTo(idempotency("dev", "l", "1").key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "put    | {\"id\":\"b\",\"idempotencyKey\":\"k\",\"data\":{}}",
                "put    | {\"id\":\"a\",\"idempotencyKey\":\"k\",\"data\":{\"a\":1}}",
                "put    | {\"id\":\"a\",\"idempotencyKey\":\"k\",\"data\":{},\"ifVersion\":0}",
                "put    | {\"id\":\"a\",\"idempotencyKey\":\"k\",\"data\":{},\"guard\":{\"/a\":[1]}}",
                "patch  | {\"id\":\"a\",\"idempotencyKey\":\"k\",\"data\":{}}",
                "delete | {\"id\":\"a\",\"idempotencyKey\":\"k\"}",
            })
    void theRequestsDigestIsOfEverythingThatItSays(String type, String json) {
        Write same = decode("put", "{\"data\": {}, \"idempotencyKey\":\"k\", \"id\":\"a\"}");
        assertThat(same.idempotency().request())
                .isEqualTo(idempotency("dev", "k", "{}").request())
                .isNotEqualTo(decode(type, json).idempotency().request());
    }

    private static Idempotency idempotency(String principal, String key, String data) {
        return decode("put", ID + "\"idempotencyKey\":\"" + key + "\",\"data\":" + data + "}", principal)
                .idempotency();
    }

    private static Write decode(String type, String json) {
        return decode(type, json, "dev");
    }

    private static Write decode(String type, String json, String principal) {
        Limits d = Limits.DEFAULT;
        Limits limits = new Limits(
                16,
                d.stateBytes(),
                d.jsonDepth(),
                d.numberLength(),
                d.requestBytes(),
                d.writesPerRequest(),
                d.waitingWrites(),
                d.waitingBytes(),
                d.subscriptionsPerStream(),
                d.streams(),
                d.requestTimeout(),
                d.socketBufferBytes(),
                d.tombstoneRetention());
        JsonMembers members =
                JsonMembers.parse(json.getBytes(StandardCharsets.UTF_8), WriteMessages.jsonLimits(limits));
        return WriteMessages.decode(members, type, Set.of("type", "ref"), principal, limits);
    }
}
