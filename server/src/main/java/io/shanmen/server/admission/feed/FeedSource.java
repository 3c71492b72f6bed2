package io.shanmen.server.admission.feed;

import java.util.List;

/**
 * Gives items of which every gate must know the newest: keys, settings, checkpoints, gates, names.
 * They are compared with what gates were told last, so nobody has to announce a change.
 */
public interface FeedSource {

  /** The items as they are now. */
  List<FeedItem> items();
}
