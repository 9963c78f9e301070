package dev.lux.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource({
        // setting, loopback, origin, host, allowed
        "'',true,http://localhost:5173,x,true",
        "'',true,https://127.0.0.1,x,true",
        "'',true,http://[::1]:8080,x,true",
        "'',true,http://127.0.0.1.evil.example,x,false",
        "'',true,http://localhost:x,x,false",
        "'',true,ftp://localhost,x,false",
        "'',true,null,x,false",
        "'',false,http://localhost:5173,x,false",
        "'',false,https://lux.example.com,lux.example.com,true",
        "'',false,http://lux.example.com,LUX.example.com,true",
        "'',false,http://lux.example.com:81,lux.example.com,false",
        "'',false,http://evil.example,lux.example.com,false",
        "'https://a.example, https://b.example:8443',false,https://b.example:8443,x,true",
        "'https://a.example, https://b.example:8443',false,https://b.example,x,false",
        "'https://a.example',false,http://a.example,x,false",
        "'https://a.example',false,https://a.example.evil,x,false",
        "'null',false,null,x,true",
        "'*',false,https://any.example,x,true",
        "'*',false,null,x,true"
    })
    void aPageMayOrMayNot(String setting, boolean loopback, String origin, String host, boolean allowed) {
        assertThat(Origins.parse(setting, loopback).allows(origin, host)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "https://a.example/",
                "https://a.example/path",
                "*,https://a.example",
                "https://*.example",
                ","
            })
    void aSettingThatIsNoListOfOriginsStopsTheStart(String setting) {
        assertThatIllegalArgumentException().isThrownBy(() -> Origins.parse(setting, false));
    }
}
