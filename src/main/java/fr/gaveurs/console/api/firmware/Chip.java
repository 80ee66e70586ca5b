package fr.gaveurs.console.api.firmware;

import org.jspecify.annotations.Nullable;

/** A chip that images are made for, by the number that stands in their header. */
public enum Chip {
    ESP32(0, "ESP32"),
    ESP32_S2(2, "ESP32-S2"),
    ESP32_C3(5, "ESP32-C3"),
    ESP32_S3(9, "ESP32-S3"),
    ESP32_C2(0x0C, "ESP32-C2"),
    ESP32_C6(0x0D, "ESP32-C6"),
    ESP32_H2(0x10, "ESP32-H2"),
    ESP32_P4(0x12, "ESP32-P4"),
    ESP32_C61(0x14, "ESP32-C61"),
    ESP32_C5(0x17, "ESP32-C5");

    private final int id;
    private final String label;

    Chip(int id, String label) {
        this.id = id;
        this.label = label;
    }

    public int id() {
        return id;
    }

    /** As its maker writes it, such as {@code ESP32-S3}. */
    public String label() {
        return label;
    }

    /** The chip of a number; null where none of these has it. */
    public static @Nullable Chip of(int id) {
        for (Chip chip : values()) {
            if (chip.id == id) {
                return chip;
            }
        }
        return null;
    }

    /** Its name for people; of a number that no chip here has, the number. */
    public static String label(int id) {
        Chip chip = of(id);
        return chip == null ? "chip " + id : chip.label;
    }
}
