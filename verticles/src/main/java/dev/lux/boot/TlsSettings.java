package dev.lux.boot;

import dev.lux.tls.CertificateFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How clients connect.
 *
 * @param files LUX_TLS_CERTIFICATE and LUX_TLS_KEY; {@code null}: without TLS
 */
record TlsSettings(@Nullable CertificateFiles files) {
    /** @param certificate and {@code key}: both empty, or paths */
    static TlsSettings of(String certificate, String key) {
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException("LUX_TLS_CERTIFICATE and LUX_TLS_KEY are set together");
        }
        return new TlsSettings(certificate.isEmpty() ? null : new CertificateFiles(Path.of(certificate), Path.of(key)));
    }

    boolean isOn() {
        return files != null;
    }

    String scheme() {
        return isOn() ? "https" : "http";
    }
}
