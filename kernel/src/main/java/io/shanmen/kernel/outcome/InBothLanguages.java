package io.shanmen.kernel.outcome;

/**
 * A fact of a {@link Refusal} that has other words in each language, such as a list of things.
 *
 * @param zh in Chinese
 * @param en in English
 */
public record InBothLanguages(String zh, String en) {}
