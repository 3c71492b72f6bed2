package io.shanmen.server.vault;

import io.shanmen.server.host.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultSettings.class)
class VaultConfiguration {

  @Bean
  Vault vault(VaultSettings settings, DataFolder data) {
    Path folder = data.path().resolve("keys");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    KeystoreMasterKey keystore =
        KeystoreMasterKey.open(folder.resolve("master.p12"), passphrase(settings, folder));
    VaultSettings.Token token = settings.token();
    return new Vault(keystore, token == null ? null : new TokenMasterKey(token));
  }

  private static char[] passphrase(VaultSettings settings, Path folder) {
    String given = settings.passphrase();
    if (given != null && !given.isEmpty()) {
      return given.toCharArray();
    }
    Path file = settings.passphraseFile();
    return KeystoreMasterKey.keptPassphrase(file == null ? folder.resolve("passphrase") : file);
  }
}
