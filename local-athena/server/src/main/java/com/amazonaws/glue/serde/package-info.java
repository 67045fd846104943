/** The serde that Athena's users know by this name: the engine finds a serde by the name of its class. */
@NullMarked
package com.amazonaws.glue.serde;

import org.jspecify.annotations.NullMarked;
