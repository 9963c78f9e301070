package dev.lux.harness.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may know what. A violation names the class and the line. */
@Timeout(60)
class LayeringTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.lux");

    /** The packages of the module {@code shared}, which is plain Java. */
    private static final String[] SHARED = {
        "dev.lux.document..",
        "dev.lux.json..",
        "dev.lux.error..",
        "dev.lux.wire..",
        "dev.lux.command..",
        "dev.lux.limits..",
        "dev.lux.store..",
        "dev.lux.time.."
    };

    @Test
    void the_product_was_imported_at_all() {
        assertThat(PRODUCT.size()).isGreaterThan(20);
    }

    @Test
    void only_cluster_config_knows_the_engine_of_replication() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lux.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster.hazelcast..")
                .check(PRODUCT);
    }

    @Test
    void shared_words_know_no_transport() {
        noClasses()
                .that()
                .resideInAnyPackage(SHARED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..", "com.hazelcast..")
                .check(PRODUCT);
    }

    @Test
    void no_json_object_of_the_toolkit_is_a_type_of_ours() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lux.harness..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.core.json.JsonObject")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.core.json.JsonArray")
                .check(PRODUCT);
    }

    @Test
    void owners_and_replicas_know_of_each_other_by_messages_alone() {
        noClasses()
                .that()
                .resideInAPackage("dev.lux.owner..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lux.replica..")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage("dev.lux.replica..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lux.owner..")
                .check(PRODUCT);
    }

    /** What a simulation runs must find its event loop and its time nowhere else. */
    @Test
    void only_those_who_live_on_an_event_loop_know_one() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.lux.loop..",
                        "dev.lux.owner..",
                        "dev.lux.route..",
                        "dev.lux.replica..",
                        "dev.lux.subscription..",
                        "dev.lux.boot..",
                        "dev.lux.harness..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lux.loop..")
                .check(PRODUCT);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.lux.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void the_product_does_not_know_its_harness() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lux.harness..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lux.harness..")
                .check(PRODUCT);
    }
}
