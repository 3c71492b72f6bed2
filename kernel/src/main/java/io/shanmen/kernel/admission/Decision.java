package io.shanmen.kernel.admission;

import io.shanmen.kernel.ticketcode.Claims;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a gate does with somebody who shows a code. */
public sealed interface Decision {

  /**
   * Lets people pass.
   *
   * @param kind what their passages mean
   * @param heads how many now, 1 or more: so many are to be reserved
   * @param headsLeft how many more could pass on this ticket today at this checkpoint; where
   *     nothing limits their number, how many of the ticket's heads are not among those admitted
   * @param claims the ticket's
   */
  record Admit(PassageKind kind, int heads, int headsLeft, Claims claims) implements Decision {
    public Admit {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(claims, "claims");
      if (heads < 1 || headsLeft < 0) {
        throw new IllegalArgumentException("admits " + heads + ", leaves " + headsLeft);
      }
    }
  }

  /**
   * Lets nobody pass.
   *
   * @param reason why not
   * @param lastUse the latest use, where the reason speaks of it ("used at 10:32 at gate 2")
   * @param claims the ticket's, where they are known
   */
  record Refuse(Reason reason, @Nullable Passage lastUse, @Nullable Claims claims)
      implements Decision {
    public Refuse {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * Asks for a second factor, then decides anew. Nothing is reserved meanwhile.
   *
   * @param anyOf one of these will do; not empty
   * @param claims the ticket's
   */
  record NeedsProof(Set<Proof> anyOf, Claims claims) implements Decision {
    public NeedsProof {
      Objects.requireNonNull(claims, "claims");
      if (anyOf.isEmpty()) {
        throw new IllegalArgumentException("no proof to ask for");
      }
      anyOf = Collections.unmodifiableSet(EnumSet.copyOf(anyOf));
    }
  }
}
