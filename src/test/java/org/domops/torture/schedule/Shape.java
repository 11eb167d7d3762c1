package org.domops.torture.schedule;

/** How large an arena is: a schedule is a function of it and a seed. @param lease of a server, milliseconds */
public record Shape(int servers, int targets, int targetServers, int lease) {
}
