package org.nrnwheel.rootfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes images as {@code docker save} and OCI tools do. */
final class TestArchive {
    private final Map<String, byte[]> members = new TreeMap<>();
    private final List<byte[]> layers;
    private String architecture = "amd64";

    TestArchive(TestLayer... layers) {
        this.layers = Stream.of(layers).map(TestLayer::bytes).toList();
    }

    TestArchive architecture(String name) {
        architecture = name;
        return this;
    }

    byte[] config() {
        String digests =
                layers.stream().map(layer -> "\"" + Sha256.of(layer) + "\"").collect(Collectors.joining(","));
        return bytes("""
                {"architecture":"%s","os":"linux","config":{"Env":["PATH=/opt/bin:/usr/bin:/bin","X=1=2"],"WorkingDir":"/w"},
                 "rootfs":{"type":"layers","diff_ids":[%s]}}""".formatted(architecture, digests));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    TestArchive docker() {
        String config = Sha256.of(config()).hex() + ".json";
        members.put(config, config());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            names.add("\"" + i + "/layer.tar\"");
            members.put(i + "/layer.tar", layers.get(i));
        }
        members.put(
                "manifest.json",
                bytes("[{\"Config\":\"%s\",\"RepoTags\":[\"tools:1\"],\"Layers\":[%s]}]"
                        .formatted(config, String.join(",", names))));
        return this;
    }

    TestArchive oci() {
        String manifest = """
                {"schemaVersion":2,"config":%s,"layers":[%s]}""".formatted(
                blob(config()),
                layers.stream().map(layer -> blob(TestLayer.gzip(layer))).collect(Collectors.joining(",")));
        members.put("oci-layout", bytes("{\"imageLayoutVersion\":\"1.0.0\"}"));
        String descriptor = blob(bytes(manifest));
        String platform = ",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}".formatted(architecture);
        members.put(
                "index.json",
                bytes("{\"schemaVersion\":2,\"manifests\":[%s]}"
                        .formatted(descriptor.substring(0, descriptor.length() - 1) + platform)));
        return this;
    }

    private String blob(byte[] content) {
        members.put("blobs/sha256/" + Sha256.of(content).hex(), content);
        return "{\"mediaType\":\"x\",\"digest\":\"%s\",\"size\":%d}".formatted(Sha256.of(content), content.length);
    }

    TestArchive replace(String name, byte[] content) {
        members.put(name, content);
        return this;
    }

    List<String> names() {
        return List.copyOf(members.keySet());
    }

    byte[] member(String name) {
        return members.getOrDefault(name, new byte[0]);
    }

    byte[] tar() {
        TestLayer tar = new TestLayer();
        members.forEach(tar::file);
        return tar.bytes();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, tar());
    }
}
