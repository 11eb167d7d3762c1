package org.domops.torture.schedule;

/** How large an arena is: a schedule is a function of it and a seed. @param lease of a server or a worker, milliseconds */
public record Shape(int servers, int workers, int targets, int targetServers, int lease) {
}
