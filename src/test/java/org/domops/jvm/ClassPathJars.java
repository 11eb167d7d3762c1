package org.domops.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The tests' class path with a jar in place of each folder: Java's class data sharing takes no folders. */
record ClassPathJars(List<Path> entries) {

    private static final String JAR = "folder-%d.jar";

    static ClassPathJars ofTests() {
        return new ClassPathJars(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList());
    }

    /** When something in the folders was last changed, milliseconds since 1970. */
    long changed() throws IOException {
        long newest = 0;
        for (Path root : entries.stream().filter(Files::isDirectory).toList()) {
            try (Stream<Path> files = Files.walk(root)) {
                newest = Math.max(newest, files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0));
            }
        }
        return newest;
    }

    void writeTo(Path target) throws IOException {
        for (int i = 0; i < entries.size(); i++) {
            if (Files.isDirectory(entries.get(i))) {
                write(entries.get(i), target.resolve(JAR.formatted(i)));
            }
        }
    }

    /** @param target where the jars have been written to */
    String classPath(Path target) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Path entry = entries.get(i);
            if (Files.exists(entry)) {
                path.add((Files.isDirectory(entry) ? target.resolve(JAR.formatted(i)) : entry).toString());
            }
        }
        return String.join(File.pathSeparator, path);
    }

    private static void write(Path root, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(each -> !each.equals(root)).sorted().toList();
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files) {
                // resources are looked for in folders, which have to be entries of their own
                out.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/') + (Files.isDirectory(file) ? "/" : "")));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
    }
}
