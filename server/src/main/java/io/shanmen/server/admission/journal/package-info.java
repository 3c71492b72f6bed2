/** The journals that gates upload, and how offline passages are merged. */
@NullMarked
package io.shanmen.server.admission.journal;

import org.jspecify.annotations.NullMarked;
