package io.shanmen.server.admission.passage;

import io.shanmen.server.admission.feed.FeedItem;
import java.util.Optional;

/** Knows the names of ticket types, for gates' displays. */
public interface ProductNames {

  /** The type with this number, where there is one. */
  Optional<FeedItem.Product> product(int productNo);
}
