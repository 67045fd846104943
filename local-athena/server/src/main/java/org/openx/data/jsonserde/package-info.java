/** The serde that Athena's users know by this name: the engine finds a serde by the name of its class. */
@NullMarked
package org.openx.data.jsonserde;

import org.jspecify.annotations.NullMarked;
