package io.shanmen.server.tls;

import io.shanmen.server.identity.OpenToAll;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Gives away the certificate that a window computer must trust before anybody can sign in there.
 */
@RestController
class AuthorityController {
  private final HttpsCertificate certificate;

  AuthorityController(HttpsCertificate certificate) {
    this.certificate = certificate;
  }

  @OpenToAll
  @GetMapping("/ca.crt")
  ResponseEntity<String> authority() throws NoResourceFoundException {
    String pem =
        certificate
            .authority()
            .orElseThrow(
                () -> new NoResourceFoundException(HttpMethod.GET, "/ca.crt", "the park's own"));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-x509-ca-cert"))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"shanmen-ca.crt\"")
        .body(pem);
  }
}
