package io.shanmen.server.tls;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the server proves who it is.
 *
 * @param names more names or addresses under which the server is reached, for the park's own
 *     authority to certify
 * @param certificate PEM file of a certificate that the park brings, with its chain
 * @param privateKey PEM file of its key, unencrypted
 */
@ConfigurationProperties("shanmen.tls")
record TlsSettings(
    @DefaultValue List<String> names, @Nullable Path certificate, @Nullable Path privateKey) {}
