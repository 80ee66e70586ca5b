package fr.gaveurs.console.simulator.firmware;

import fr.gaveurs.console.api.Json;
import tools.jackson.databind.node.ObjectNode;

/** What a board's hello says of its firmware. */
final class BoardReport {
    private static final int REVISION = 301;
    private static final int FLASH = 4 << 20;

    private BoardReport() {}

    /** @param version that it says, which may be a lie */
    static ObjectNode of(FirmwareBoard board, String version) {
        Program program = board.program();
        ObjectNode report = Json.MAPPER.createObjectNode();
        report.put("project", program.project());
        report.put("version", version);
        report.put("app_elf_sha256", program.elfSha256());
        report.put("chip_id", board.chipId());
        report.put("chip_revision", REVISION);
        report.put("flash_size", FLASH);
        report.put("slot_size", board.slotSize());
        report.put("ota_state", board.otaState().key());
        report.put("secure_version", program.secureVersion());
        report.put("rollback_capable", true);
        report.put("reset_reason", board.resetReason());
        FirmwareBoard.Offer offer = board.offer();
        if (offer != null) {
            report.put("offer_id", offer.offerId());
        }
        return report;
    }
}
