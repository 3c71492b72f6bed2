package io.shanmen.server.identity;

/**
 * The blind index of a sign-in name: tells whether two are the same, whatever their case, and not
 * what they are.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
record SignInIndex(String hex) {}
