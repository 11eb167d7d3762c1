package org.domops.cli;

/** A command that asks a server, and so may have to answer in JSON, errors included. */
interface AsksServer {

    ServerOptions options();
}
