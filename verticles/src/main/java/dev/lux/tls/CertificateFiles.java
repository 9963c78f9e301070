package dev.lux.tls;

import java.nio.file.Path;

/**
 * Where a certificate and its key are.
 *
 * @param certificates PEM: the certificate, and after it those that lead to one that clients trust
 * @param key PEM: its private key, not encrypted
 */
public record CertificateFiles(Path certificates, Path key) {}
