package io.shanmen.server.ordering;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The face of the module: looks orders up. */
@Component
public class Orders {

  Orders() {}

  public Optional<Order> find(UUID orderId) {
    throw new UnsupportedOperationException("follows");
  }

  public Optional<Order> findByNumber(long orderNo) {
    throw new UnsupportedOperationException("follows");
  }
}
