package fr.gaveurs.console.desktop.kit.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class SurfaceGeometryTest {
    private static final double WIDTH = 37.5;
    private static final double HEIGHT = 22.5;

    @Property
    void aBoxFitsItsAreaHoweverItIsTurned(
            @ForAll @DoubleRange(min = -180, max = 180) double azimuth,
            @ForAll @DoubleRange(min = 8, max = 90) double elevation,
            @ForAll @DoubleRange(min = 20, max = 2000) double width,
            @ForAll @DoubleRange(min = 20, max = 2000) double height) {
        Projection p = Projection.fit(azimuth, elevation, 300, 180, 100, 30, 40, width, height);
        for (double x : new double[] {0, 300}) {
            for (double y : new double[] {0, 180}) {
                assertThat(p.screenX(x, y)).isBetween(30 - 1e-6, 30 + width + 1e-6);
                assertThat(p.screenY(x, y, 0)).isBetween(40 - 1e-6, 40 + height + 1e-6);
                assertThat(p.screenY(x, y, 100)).isBetween(40 - 1e-6, 40 + height + 1e-6);
            }
        }
    }

    @Property
    void turningKeepsLengthsOnTheGroundSeenFromAbove(@ForAll @DoubleRange(min = -180, max = 180) double azimuth) {
        Projection p = Projection.fit(azimuth, 90, 300, 180, 100, 0, 0, 800, 600);
        double length = Math.hypot(p.screenX(300, 180) - p.screenX(0, 0), p.screenY(300, 180, 0) - p.screenY(0, 0, 0));
        assertThat(length).isCloseTo(Math.hypot(300, 180) * p.scale(), within(1e-6));
    }

    @Property
    void theMeshStandsOnTheZones(
            @ForAll @Size(64) List<@DoubleRange(min = 0, max = 90) Double> list, @ForAll boolean smooth) {
        double[] heights = array(list);
        SurfaceMesh mesh = SurfaceMesh.of(heights, 8, WIDTH, HEIGHT, 4, smooth);
        assertThat(mesh.cellRows()).isEqualTo(32);
        assertThat(mesh.cellColumns()).isEqualTo(32);
        assertThat(mesh.x(32)).isCloseTo(300, within(1e-9));
        assertThat(mesh.y(32)).isCloseTo(180, within(1e-9));
        double most = Arrays.stream(heights).max().orElse(0);
        for (int zone = 0; zone < 64; zone++) {
            int row = zone / 8;
            int column = zone % 8;
            assertThat(mesh.z(4 * row + 2, 4 * column + 2)).isCloseTo(heights[zone], within(1e-9));
        }
        for (int row = 0; row <= 32; row++) {
            for (int column = 0; column <= 32; column++) {
                assertThat(mesh.z(row, column)).isBetween(-1e-9, most + 1e-9);
            }
        }
    }

    /** The painter's promise: nothing is drawn before something that lies behind it in the line of sight. */
    @Property
    void cellsAreDrawnFromBackToFront(@ForAll @DoubleRange(min = -180, max = 180) double azimuth) {
        SurfaceMesh mesh = SurfaceMesh.of(new double[64], 8, WIDTH, HEIGHT, 2, true);
        Projection p = Projection.fit(azimuth, 40, 300, 180, 50, 0, 0, 400, 400);
        int[] order = mesh.backToFront(p);
        assertThat(order).hasSize(256).doesNotHaveDuplicates();
        int[] turn = new int[256];
        for (int i = 0; i < order.length; i++) {
            turn[order[i]] = i;
        }
        double alongX = p.nearness(1, 0) - p.nearness(0, 0);
        double alongY = p.nearness(0, 1) - p.nearness(0, 0);
        for (int row = 0; row < 16; row++) {
            for (int column = 0; column < 16; column++) {
                int cell = row * 16 + column;
                if (column < 15 && Math.abs(alongX) > 1e-9) {
                    assertThat(turn[cell + 1] > turn[cell]).isEqualTo(alongX > 0);
                }
                if (row < 15 && Math.abs(alongY) > 1e-9) {
                    assertThat(turn[cell + 16] > turn[cell]).isEqualTo(alongY > 0);
                }
            }
        }
    }

    @Example
    void aMissingZoneIsAHoleOfItsSize() {
        double[] heights = new double[64];
        heights[3 * 8 + 4] = Double.NaN;
        SurfaceMesh mesh = SurfaceMesh.of(heights, 8, WIDTH, HEIGHT, 4, true);
        assertThat(mesh.meanHeight((4 * 3 + 1) * 32 + 4 * 4 + 1)).isNaN();
        assertThat(mesh.meanHeight(0)).isZero();
        assertThat(mesh.meanHeight((4 * 3 + 1) * 32 + 4 * 6)).isZero();
    }

    @Property
    void lightIsAShareAndFullOnNoSlopeAlone(
            @ForAll @Size(64) List<@DoubleRange(min = 0, max = 90) Double> list,
            @ForAll @DoubleRange(min = -180, max = 180) double azimuth) {
        double[] heights = array(list);
        SurfaceMesh mesh = SurfaceMesh.of(heights, 8, WIDTH, HEIGHT, 2, true);
        for (int cell = 0; cell < 256; cell++) {
            assertThat(mesh.light(cell, azimuth)).isBetween(0.0, 1.001);
        }
    }

    @Example
    void aSlopeTowardsTheLightIsBrighter() {
        double[] ramp = new double[64];
        for (int zone = 0; zone < 64; zone++) {
            ramp[zone] = zone % 8 * 10;
        }
        SurfaceMesh rising = SurfaceMesh.of(ramp, 8, WIDTH, HEIGHT, 2, false);
        int middle = 8 * 16 + 8;
        double level =
                SurfaceMesh.of(new double[64], 8, WIDTH, HEIGHT, 2, false).light(middle, 0);
        // Rising to the right it faces the light on the left; turned half round it faces away.
        assertThat(rising.light(middle, 0)).isGreaterThan(level);
        assertThat(rising.light(middle, 180)).isLessThan(level);
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
