package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.identity.Caller.DeviceCaller;
import io.shanmen.server.identity.Caller.OperatorCaller;
import java.util.function.BiFunction;

/**
 * A call that is made so often that it takes the short way past Spring's doors: the same controller
 * method behind it, under the same rule, and the long way for whatever is unusual about a request.
 *
 * @param <C> what its body says
 */
public final class ShortCall<C> {

  private static final String WRONG = " admits a caller that its method does not take";

  private final String path;
  private final Class<C> command;
  private final BiFunction<C, Caller, Outcome<?>> method;

  private ShortCall(String path, Class<C> command, BiFunction<C, Caller, Outcome<?>> method) {
    this.path = path;
    this.command = command;
    this.method = method;
  }

  /**
   * A call of enrolled machines.
   *
   * @param path where it is posted
   * @param command what its body says
   * @param method the controller's method
   */
  public static <C> ShortCall<C> ofMachines(
      String path, Class<C> command, BiFunction<C, SignedInDevice, ? extends Outcome<?>> method) {
    return new ShortCall<>(
        path,
        command,
        (wanted, caller) ->
            switch (caller) {
              case DeviceCaller(SignedInDevice device) -> method.apply(wanted, device);
              case OperatorCaller operator -> throw new IllegalStateException(path + WRONG);
            });
  }

  /** The same for a call of operators. */
  public static <C> ShortCall<C> ofOperators(
      String path, Class<C> command, BiFunction<C, SignedIn, ? extends Outcome<?>> method) {
    return new ShortCall<>(
        path,
        command,
        (wanted, caller) ->
            switch (caller) {
              case OperatorCaller operator -> method.apply(wanted, operator.signedIn());
              case DeviceCaller device -> throw new IllegalStateException(path + WRONG);
            });
  }

  /** Where it is posted. */
  public String path() {
    return path;
  }

  Class<C> command() {
    return command;
  }

  /** What the controller's method answers to a caller whom its rule admits. */
  Outcome<?> answer(C wanted, Caller caller) {
    return method.apply(wanted, caller);
  }
}
