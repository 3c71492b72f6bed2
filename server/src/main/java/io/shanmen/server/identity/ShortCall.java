package io.shanmen.server.identity;

import io.shanmen.kernel.outcome.Outcome;
import java.util.function.BiFunction;

/**
 * A call that enrolled machines make so often that it takes the short way past the browsers' doors:
 * the same controller method behind it, and the long way for whatever is unusual about a request.
 *
 * @param path where it is posted
 * @param command what its body says
 * @param method the controller's method, which must be {@link OpenToDevices}
 */
public record ShortCall<C>(
    String path, Class<C> command, BiFunction<C, SignedInDevice, ? extends Outcome<?>> method) {}
