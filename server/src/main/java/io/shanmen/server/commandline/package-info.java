/** What is done to keys on the server's own command line, by two people. */
@ApplicationModule(
    displayName = "Command line 命令行",
    allowedDependencies = {"host", "postgres", "foundation", "identity", "vault", "ticketing"})
@NullMarked
package io.shanmen.server.commandline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
