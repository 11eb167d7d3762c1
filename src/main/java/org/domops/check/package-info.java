/** What can be told before a run: of targets by asking them, of package sources by reading them. Nothing is changed. */
package org.domops.check;
