package org.nrnwheel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nrnwheel.tag.Architecture;

class PoliciesTest {
    private final Policies glibc = Policies.of(Libc.GLIBC, Architecture.X86_64);

    @Test
    void standBestFirstWithLinuxLast() {
        List<Policy> all = glibc.all();
        assertThat(glibc.best().tag()).isEqualTo("manylinux_2_5_x86_64");
        assertThat(glibc.linux().tag()).isEqualTo("linux_x86_64");
        assertThat(glibc.loosest().priority())
                .isPositive()
                .isLessThan(glibc.best().priority());
        assertThat(all).isSortedAccordingTo((a, b) -> b.compareTo(a)).hasSizeGreaterThan(15);
        assertThat(glibc.promising()).doesNotContain(glibc.linux()).hasSize(all.size() - 1);
    }

    @Test
    void eachAllowsWhatTheStricterOnesAllow() {
        for (Architecture architecture : List.of(Architecture.X86_64, Architecture.S390X, Architecture.RISCV64)) {
            List<Policy> policies = Policies.of(Libc.GLIBC, architecture).promising();
            for (int i = 1; i < policies.size(); i++) {
                Policy looser = policies.get(i);
                Policy stricter = policies.get(i - 1);
                assertThat(looser.libraries()).containsAll(stricter.libraries());
                stricter.versions()
                        .forEach((prefix, versions) ->
                                assertThat(looser.versions().get(prefix)).containsAll(versions));
            }
        }
    }

    @Test
    void areFoundByAllTheirNames() {
        for (String tag : List.of("manylinux_2_17", "manylinux2014", "manylinux_2_17_x86_64", "manylinux2014_x86_64")) {
            assertThat(glibc.find(tag)).as(tag).map(Policy::name).contains("manylinux_2_17");
        }
        assertThat(glibc.find("manylinux_2_17_aarch64")).isEmpty();
        assertThat(glibc.find("manylinux_2_18")).isEmpty();
    }

    @Test
    void allowVersionsByThePrefixesThatTheyKnow() {
        Policy policy = glibc.find("manylinux_2_17").orElseThrow();
        assertThat(policy.allowsVersion("GLIBC_2.17")).isTrue();
        assertThat(policy.allowsVersion("GLIBC_2.18")).isFalse();
        assertThat(policy.allowsVersion("GLIBC_PRIVATE")).isFalse();
        assertThat(policy.allowsVersion("PNG16_0")).isTrue();
        assertThat(policy.allowsVersion("VERSION")).isTrue();
        assertThat(glibc.linux().allowsVersion("GLIBC_9.9")).isTrue();
    }

    @Test
    void allowLibrariesAndTheLoader() {
        assertThat(glibc.best().allowsLibrary("libc.so.6")).isTrue();
        assertThat(glibc.best().allowsLibrary("ld-linux-x86-64.so.2")).isTrue();
        assertThat(glibc.best().allowsLibrary("libgomp.so.1")).isFalse();
        assertThat(glibc.linux().allowsLibrary("libgomp.so.1")).isTrue();
    }

    @Test
    void nameMuslsLibcByItsArchitecture() {
        Policies musl = Policies.of(Libc.MUSL, Architecture.I686);
        assertThat(musl.best().tag()).isEqualTo("musllinux_1_1_i686");
        assertThat(musl.best().libraries()).contains("libc.musl-x86.so.1").doesNotContain("libc.so");
    }

    @Test
    void areOnlyLinuxForAnArchitectureWithoutTags() {
        assertThat(Policies.of(Libc.GLIBC, Architecture.ARM64).all())
                .extracting(Policy::tag)
                .containsExactly("linux_arm64");
    }
}
