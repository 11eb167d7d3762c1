package org.domops.cli;

public class Dom { public static void main(String[] a) {} }
