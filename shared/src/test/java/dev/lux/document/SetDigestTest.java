package dev.lux.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetDigestTest {
    private static byte[] record(long term, long version, String data) {
        byte[] bytes = data == null ? null : data.getBytes(StandardCharsets.UTF_8);
        return RecordFormat.write(
                new DocumentRecord(term, version, new OperationId(1, version), bytes, 5, "someone", List.of()));
    }

    private static Fingerprint fingerprint(String id, long term, long version, String data) {
        return Fingerprint.of(id, record(term, version, data));
    }

    private final Fingerprint a = fingerprint("a", 1, 7, "1");
    private final Fingerprint b = fingerprint("b", 1, 8, "2");

    @Test
    void the_order_does_not_matter_and_parts_add_up() {
        SetDigest all = SetDigest.stored(List.of(a, b));
        assertThat(SetDigest.stored(List.of(b, a))).isEqualTo(all);
        assertThat(SetDigest.stored(List.of(a)).plus(SetDigest.stored(List.of(b))))
                .isEqualTo(all);
        assertThat(all.count()).isEqualTo(2);
    }

    @Test
    void id_version_and_content_each_matter() {
        SetDigest all = SetDigest.visible(List.of(a));
        assertThat(SetDigest.visible(List.of(fingerprint("b", 1, 7, "1")))).isNotEqualTo(all);
        assertThat(SetDigest.visible(List.of(fingerprint("a", 1, 8, "1")))).isNotEqualTo(all);
        assertThat(SetDigest.visible(List.of(fingerprint("a", 1, 7, "2")))).isNotEqualTo(all);
    }

    @Test
    void readers_see_neither_terms_nor_deletions() {
        Fingerprint later = fingerprint("a", 2, 7, "1");
        assertThat(SetDigest.visible(List.of(later))).isEqualTo(SetDigest.visible(List.of(a)));
        assertThat(SetDigest.stored(List.of(later))).isNotEqualTo(SetDigest.stored(List.of(a)));
        Fingerprint gone = fingerprint("c", 1, 9, null);
        assertThat(SetDigest.visible(List.of(a, gone))).isEqualTo(SetDigest.visible(List.of(a)));
        assertThat(SetDigest.stored(List.of(a, gone)).count()).isEqualTo(2);
    }

    @Test
    void a_text_is_read_back() {
        SetDigest all = SetDigest.stored(List.of(a, b));
        assertThat(SetDigest.parse(2, all.text())).isEqualTo(all);
        assertThat(all.text()).hasSize(32);
    }
}
