/**
 * The vault: the master key, in a keystore file or in a PKCS#11 token, and what is wrapped under
 * it. It knows nothing of what the secrets are for.
 */
@ApplicationModule(
    displayName = "Vault 密钥库",
    allowedDependencies = {"host", "foundation"})
@NullMarked
package io.shanmen.server.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
