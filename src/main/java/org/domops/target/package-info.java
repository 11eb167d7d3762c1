/**
 * Everything DOM does on a target database: sessions, the framed call of a step's procedure, the statements it
 * logged, and the code DOM installs there. What differs between vendors is behind {@link org.domops.target.Dialect}.
 */
package org.domops.target;
