package dev.lux.harness.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every target for a moment, and proof that faults are found: {@code ./lux fuzz} goes on for as long as one likes. */
@Timeout(120)
class FuzzTest {
    private static final long SEED = Long.getLong("lux.fuzz.seed", 20_260_617);
    private static final Fuzzer.Effort MOMENT =
            new Fuzzer.Effort(150, Duration.ofMillis(Integer.getInteger("lux.fuzz.millis", 100)));
    private static final Fuzzer.Effort UNTIL_FOUND = new Fuzzer.Effort(20_000, Duration.ZERO);
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    static Stream<FuzzTarget> targets() {
        return FuzzTargets.all(VERTX).stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatComesFromOutsideIsReadOrRefusedAsItShouldBe(FuzzTarget target) {
        Fuzzer.Report report = Fuzzer.run(target, SEED, MOMENT, List.of());
        assertThat(report.findings()).isEmpty();
        assertThat(report.accepted())
                .as("inputs that were taken, so that there was something to judge")
                .isPositive();
        assertThat(report.outcomes())
                .as("different outcomes, so that more than one way was gone")
                .isGreaterThan(1);
    }

    @Test
    void namesOfTargetsDiffer() {
        assertThat(targets().map(FuzzTarget::name)).doesNotHaveDuplicates();
    }

    /** Reads texts, and has a fault. */
    private static FuzzTarget wrong(FuzzTarget.Attack attack) {
        return FuzzTarget.of("wrong", FuzzTarget.Form.TEXT, 8 * 1024, IllegalArgumentException.class, attack)
                .seeded("some=%41text;of=%7ethings", "a=b")
                .knowing("%", "=");
    }

    private static Finding found(FuzzTarget target) {
        Fuzzer.Report report = Fuzzer.run(target, SEED, UNTIL_FOUND, List.of());
        assertThat(report.findings()).as("%s", report).isNotEmpty();
        return report.findings().get(0);
    }

    /** An escape that is cut off at the end of a text is read beyond it. */
    private static String decoded(byte[] input, Product product) throws Exception {
        return product.call(() -> {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < input.length; i++) {
                if (input[i] == '%') {
                    out.append(Character.digit(input[i + 1], 16)).append(Character.digit(input[i + 2], 16));
                    i += 2;
                }
            }
            return "read " + Math.min(3, out.length());
        });
    }

    @Test
    void anUnexpectedExceptionIsFoundMadeSmallAndSaved() throws IOException {
        FuzzTarget target = wrong(FuzzTest::decoded);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        List<Fuzzer.Report> reports =
                FuzzRun.run(new FuzzRun.Plan(List.of(target), SEED, UNTIL_FOUND, folder, folder), out);
        Finding finding = reports.get(0).findings().get(0);
        assertThat(finding.fault()).contains("ArrayIndexOutOfBoundsException");
        assertThat(finding.input())
                .as("made smaller")
                .hasSizeLessThanOrEqualTo(2)
                .contains('%');
        Path saved;
        try (Stream<Path> files = Files.list(folder)) {
            saved = files.filter(file -> file.toString().endsWith(".input"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(saved).hasBinaryContent(finding.input());
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("FINDING").contains("--replay " + saved);
        assertThat(Files.readString(Path.of(saved.toString().replace(".input", ".txt"))))
                .contains("seed " + SEED)
                .contains("./lux fuzz --target wrong --replay " + saved);
        assertThat(FuzzRun.replay(target, saved, out))
                .as("read again, it fails again")
                .isFalse();
    }

    @Test
    void theSameSeedFindsTheSame() {
        assertThat(found(wrong(FuzzTest::decoded)).toString())
                .isEqualTo(found(wrong(FuzzTest::decoded)).toString());
    }

    @Test
    void aWrongValueIsFound() {
        Finding finding = found(wrong((input, product) -> {
            String text = FuzzTarget.latin1(input);
            String upper = product.sure(() -> text.replace("%7e", "~"));
            Broken.unless(upper.equals(text.replaceAll("(?i)%7e", "~")), "some escapes stay");
            return "read";
        }));
        assertThat(finding.fault()).isEqualTo("some escapes stay");
        assertThat(finding.input()).hasSize(3);
    }

    @Test
    void anInputThatIsChangedIsNoticed() {
        assertThat(found(wrong((input, product) -> {
                            if (input.length > 3) {
                                input[3] = 0;
                            }
                            return "read";
                        }))
                        .failure())
                .hasMessageContaining("changed");
    }

    @Test
    void whatAllocatesFarMoreThanItsInputIsFound() {
        assertThat(found(wrong((input, product) -> {
                            int length = input.length > 0 && input[0] == '9' ? 64 << 20 : 1;
                            return "of " + product.call(() -> new byte[length]).length;
                        }))
                        .fault())
                .contains("allocated");
    }

    @Test
    void whatTakesTheSquareOfItsLengthIsFound() {
        Finding finding = found(wrong((input, product) -> "seen "
                + product.call(() -> {
                    int twice = 0;
                    for (int i = 0; i < input.length; i++) {
                        for (int j = 0; j < i; j++) {
                            twice += input[i] == '=' && input[j] == '%' && (i ^ j) % 7 == 3 ? 1 : 0;
                        }
                    }
                    return twice > 0;
                })));
        assertThat(finding.fault()).contains("eight times");
    }
}
