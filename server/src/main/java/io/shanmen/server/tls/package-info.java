/**
 * HTTPS: the park's own certificate authority, made at the first start, and the certificate that
 * the server shows; or a certificate that the park brings.
 *
 * <p>Browsers give a window computer its unexportable key only on HTTPS, so there is no plain HTTP.
 */
@ApplicationModule(
    displayName = "HTTPS",
    allowedDependencies = {"host", "identity"})
@NullMarked
package io.shanmen.server.tls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
