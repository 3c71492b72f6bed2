package io.shanmen.server.tls;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A name or address under which browsers and gates reach the server. */
sealed interface ServerName {
  int SAN_DNS = 2;
  int SAN_ADDRESS = 7;

  /** An IP address, as Java prints it. */
  record Address(String value) implements ServerName {
    @Override
    public String toString() {
      return value;
    }
  }

  /** A host name, in lower case. */
  record Host(String value) implements ServerName {
    @Override
    public String toString() {
      return value;
    }
  }

  /** Whether a person would type it: not the addresses that only mean this machine itself. */
  default boolean isWorthTyping() {
    return switch (this) {
      case Address(String address) -> !address.startsWith("127.") && !address.contains(":");
      case Host _ -> true;
    };
  }

  static ServerName of(String text) {
    String value = text.strip().toLowerCase(Locale.ROOT);
    if (!value.contains(":") && !value.matches("[0-9.]+")) {
      return new Host(value);
    }
    try {
      return new Address(InetAddress.ofLiteral(value).getHostAddress());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Neither a host name nor an address: " + text, e);
    }
  }

  /** This machine's own: localhost, its name and its addresses in the local network. */
  static Set<ServerName> ofThisMachine() {
    Set<ServerName> names = new LinkedHashSet<>();
    Stream.of("localhost", "127.0.0.1", "::1").map(ServerName::of).forEach(names::add);
    try {
      names.add(of(InetAddress.getLocalHost().getHostName()));
    } catch (UnknownHostException namelessMachine) {
      // Reached by its addresses.
    }
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(address -> of(address.getHostAddress()))
          .forEach(names::add);
    } catch (SocketException machineWithoutNetwork) {
      // Reached as localhost.
    }
    return names;
  }

  /** Those that a certificate speaks for. */
  static Set<ServerName> certifiedBy(X509Certificate certificate) {
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives == null) {
        return Set.of();
      }
      return alternatives.stream()
          .filter(each -> each.getFirst().equals(SAN_DNS) || each.getFirst().equals(SAN_ADDRESS))
          .map(each -> of(String.valueOf(each.get(1))))
          .collect(Collectors.toUnmodifiableSet());
    } catch (CertificateParsingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
