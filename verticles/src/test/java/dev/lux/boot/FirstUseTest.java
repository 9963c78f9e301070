package dev.lux.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstUseTest {
    @Test
    void aDocumentIsReadPatchedAskedAndWritten() {
        assertThat(FirstUse.run()).isEqualTo("1{\"list\":[1,2.5,\"text\",null,true,{}]}");
    }
}
