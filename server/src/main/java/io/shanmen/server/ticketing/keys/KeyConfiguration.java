package io.shanmen.server.ticketing.keys;

import io.shanmen.kernel.ticketcode.Cryptography;
import io.shanmen.server.host.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
class KeyConfiguration {

  @Bean
  MasterKey masterKey(KeySettings settings, DataFolder data) {
    Path folder = data.path().resolve("keys");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return KeystoreMasterKey.open(folder.resolve("master.p12"), passphrase(settings, folder));
  }

  @Bean
  Cryptography ticketCryptography() {
    return new ServerCryptography();
  }

  private static char[] passphrase(KeySettings settings, Path folder) {
    String given = settings.passphrase();
    if (given != null && !given.isEmpty()) {
      return given.toCharArray();
    }
    Path file = settings.passphraseFile();
    return KeystoreMasterKey.keptPassphrase(file == null ? folder.resolve("passphrase") : file);
  }
}
