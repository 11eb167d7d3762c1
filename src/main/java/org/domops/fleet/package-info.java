/**
 * Real database servers of the demo and the tests, started from binaries that come as a Maven artifact.
 *
 * <p>Nothing of the server depends on this package; the binaries are not in the server's jar.
 */
package org.domops.fleet;
