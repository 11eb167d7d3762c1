/** What is H2's alone: a repository in a file of the server's own. */
package org.domops.repository.h2;
