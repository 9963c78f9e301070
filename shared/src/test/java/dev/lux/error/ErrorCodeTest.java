package dev.lux.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class ErrorCodeTest {
    @ParameterizedTest
    @EnumSource
    void everyErrorIsFoundByItsCode(ErrorCode error) {
        assertThat(ErrorCode.ofCode(error.code())).contains(error);
    }

    @Test
    void aCodeThatNoErrorHasFindsNone() {
        assertThat(ErrorCode.ofCode("VERSION_CONFLICT")).isEmpty();
    }
}
