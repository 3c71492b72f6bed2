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
  Vault vault(VaultSettings settings, DataFolder data, Recovery recovery) {
    Path folder = folder(data.path());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    KeystoreMasterKey keystore =
        KeystoreMasterKey.open(keystore(folder), passphrase(settings, folder));
    VaultSettings.Token token = settings.token();
    return new Vault(keystore, token == null ? null : new TokenMasterKey(token), recovery);
  }

  static Path folder(Path data) {
    return data.resolve("keys");
  }

  static Path keystore(Path folder) {
    return folder.resolve("master.p12");
  }

  static char[] passphrase(VaultSettings settings, Path folder) {
    String given = settings.passphrase();
    if (given != null && !given.isEmpty()) {
      return given.toCharArray();
    }
    Path file = settings.passphraseFile();
    return KeystoreMasterKey.keptPassphrase(file == null ? folder.resolve("passphrase") : file);
  }
}
