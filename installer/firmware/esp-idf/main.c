/*
 * Firmware over the air for a station of the Gaveurs Console. NOT COMPILED HERE: read it as an example.
 *
 * ESP-IDF 5.x, components: esp_websocket_client, esp_http_client, app_update, mbedtls, json (cJSON), nvs_flash.
 * sdkconfig: CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE=y, a partition table with two OTA slots and otadata.
 *
 * The order that counts:
 *  1. take an offer only if there is room; answer accepted, deferred or failed;
 *  2. ask for the range that is missing, and begin anew unless the answer is exactly that range (206);
 *  3. hash what the flash gives back, and check the signature over the console's seven lines, not over the hash;
 *  4. only then set the boot partition, say rebooting, restart;
 *  5. after the restart say hello with ota_state pending_verify, and go on measuring: the console is the judge;
 *  6. mark the app valid on firmware_confirm alone, then say hello again; without it go back after the deadline.
 */
#include <inttypes.h>
#include <string.h>
#include "cJSON.h"
#include "esp_app_desc.h"
#include "esp_flash.h"
#include "esp_chip_info.h"
#include "esp_http_client.h"
#include "esp_log.h"
#include "esp_ota_ops.h"
#include "esp_system.h"
#include "esp_timer.h"
#include "esp_websocket_client.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "mbedtls/base64.h"
#include "mbedtls/pk.h"
#include "mbedtls/sha256.h"
#include "nvs.h"

static const char *TAG = "firmware";
#define CONSOLE "http://192.168.1.20:8000"
#define DEVICE_ID "ESP32_LL_01"

/* FILE.pub of: gaveurs-console firmware keygen FILE. Its id is what keygen printed. */
static const char MAKER_KEY_ID[] = "0123456789abcdef";
static const char MAKER_KEY[] = "-----BEGIN PUBLIC KEY-----\n...\n-----END PUBLIC KEY-----\n";

extern esp_websocket_client_handle_t console;  /* the station's socket, /ws/sensors/ */
extern char token[64];                          /* from hello_ack, kept in NVS; empty until there is one */
extern bool packing(void);                      /* whether a tray lies under the sensors */

static struct {
    char offer_id[61], project[33], version[33], sha256[65], url[160], key_id[17], signature[200];
    uint32_t size, chip_id, secure_version, deadline_seconds;
    volatile bool working, give_up;
} offer;

static void say(cJSON *message) {
    char *text = cJSON_PrintUnformatted(message);
    esp_websocket_client_send_text(console, text, strlen(text), pdMS_TO_TICKS(5000));
    cJSON_free(text);
    cJSON_Delete(message);
}

/* Said again every 5 s until firmware_status_ack came (not shown here). */
static void status(const char *state, uint32_t bytes, const char *error) {
    cJSON *m = cJSON_CreateObject();
    cJSON_AddStringToObject(m, "type", "firmware_status");
    cJSON_AddStringToObject(m, "offer_id", offer.offer_id);
    cJSON_AddStringToObject(m, "state", state);
    cJSON_AddNumberToObject(m, "bytes", bytes);
    if (error) cJSON_AddStringToObject(m, "error_code", error);
    say(m);
}

static void hex(const uint8_t *bytes, size_t n, char *out) {
    for (size_t i = 0; i < n; i++) sprintf(out + 2 * i, "%02x", bytes[i]);
}

/* The object "firmware" of esp32_hello. */
cJSON *firmware_report(void) {
    const esp_app_desc_t *app = esp_app_get_description();
    const esp_partition_t *running = esp_ota_get_running_partition();
    const esp_partition_t *next = esp_ota_get_next_update_partition(NULL);
    esp_ota_img_states_t state = ESP_OTA_IMG_UNDEFINED;
    esp_ota_get_state_partition(running, &state);
    esp_chip_info_t chip;
    esp_chip_info(&chip);
    uint32_t flash = 0;
    esp_flash_get_size(NULL, &flash);
    char elf[65];
    hex(app->app_elf_sha256, 32, elf);
    cJSON *f = cJSON_CreateObject();
    cJSON_AddStringToObject(f, "project", app->project_name);
    cJSON_AddStringToObject(f, "version", app->version);
    cJSON_AddStringToObject(f, "app_elf_sha256", elf);
    cJSON_AddNumberToObject(f, "chip_id", CONFIG_IDF_FIRMWARE_CHIP_ID);
    cJSON_AddNumberToObject(f, "chip_revision", chip.revision);
    cJSON_AddNumberToObject(f, "flash_size", flash);
    cJSON_AddNumberToObject(f, "slot_size", next ? next->size : 0);
    cJSON_AddStringToObject(f, "ota_state", state == ESP_OTA_IMG_PENDING_VERIFY ? "pending_verify"
                                            : state == ESP_OTA_IMG_VALID ? "valid" : "undefined");
    cJSON_AddNumberToObject(f, "secure_version", app->secure_version);
    cJSON_AddBoolToObject(f, "rollback_capable", true);
    if (offer.offer_id[0]) cJSON_AddStringToObject(f, "offer_id", offer.offer_id);
    return f;
}

static bool signature_is_right(void) {
    char text[400];
    int n = snprintf(text, sizeof text, "gaveurs-firmware-v1\n%s\n%s\n%" PRIu32 "\n%" PRIu32 "\n%s\n%" PRIu32 "\n",
                     offer.project, offer.version, offer.chip_id, offer.size, offer.sha256, offer.secure_version);
    uint8_t hash[32], der[150];
    size_t length = 0;
    if (strcmp(offer.key_id, MAKER_KEY_ID) != 0 || n >= (int) sizeof text) return false;
    mbedtls_sha256((const uint8_t *) text, n, hash, 0);
    if (mbedtls_base64_decode(der, sizeof der, &length, (const uint8_t *) offer.signature, strlen(offer.signature)))
        return false;
    mbedtls_pk_context key;
    mbedtls_pk_init(&key);
    bool right = mbedtls_pk_parse_public_key(&key, (const uint8_t *) MAKER_KEY, sizeof MAKER_KEY) == 0
                 && mbedtls_pk_verify(&key, MBEDTLS_MD_SHA256, hash, sizeof hash, der, length) == 0;
    mbedtls_pk_free(&key);
    return right;
}

/* What the flash gives back, not what came over the network. */
static bool flash_is_right(const esp_partition_t *slot) {
    uint8_t piece[1024], hash[32];
    char text[65];
    mbedtls_sha256_context sha;
    mbedtls_sha256_init(&sha);
    mbedtls_sha256_starts(&sha, 0);
    for (uint32_t at = 0; at < offer.size; at += sizeof piece) {
        uint32_t n = offer.size - at < sizeof piece ? offer.size - at : sizeof piece;
        if (esp_partition_read(slot, at, piece, n) != ESP_OK) return false;
        mbedtls_sha256_update(&sha, piece, n);
    }
    mbedtls_sha256_finish(&sha, hash);
    hex(hash, 32, text);
    return strcmp(text, offer.sha256) == 0;
}

static char content_range[64];
static esp_err_t on_header(esp_http_client_event_t *event) {
    if (event->event_id == HTTP_EVENT_ON_HEADER && strcasecmp(event->header_key, "Content-Range") == 0)
        strlcpy(content_range, event->header_value, sizeof content_range);
    return ESP_OK;
}

/* One request from `have` on; returns how many bytes are there afterwards. */
static uint32_t fetch(const esp_partition_t *slot, uint32_t have) {
    char url[220], range[40], tag[80], bearer[80];
    static uint8_t piece[4096];
    snprintf(url, sizeof url, CONSOLE "%s", offer.url);
    esp_http_client_config_t config = {.url = url, .timeout_ms = 15000, .event_handler = on_header};
    esp_http_client_handle_t http = esp_http_client_init(&config);
    snprintf(bearer, sizeof bearer, "Bearer %s", token);
    esp_http_client_set_header(http, "Authorization", bearer);
    content_range[0] = 0;
    if (have > 0) {
        snprintf(range, sizeof range, "bytes=%" PRIu32 "-", have);
        snprintf(tag, sizeof tag, "\"%s\"", offer.sha256);
        esp_http_client_set_header(http, "Range", range);
        esp_http_client_set_header(http, "If-Range", tag);
    }
    if (esp_http_client_open(http, 0) == ESP_OK) {
        esp_http_client_fetch_headers(http);
        int code = esp_http_client_get_status_code(http);
        char wanted[32];
        snprintf(wanted, sizeof wanted, "bytes %" PRIu32 "-", have);
        /* A proxy that leaves the range out answers 200 with the whole file: it must never be added to what is there. */
        if (code == 200) have = 0;
        else if (code != 206 || strncmp(content_range, wanted, strlen(wanted)) != 0) code = 0;
        while ((code == 200 || code == 206) && have < offer.size && !offer.give_up) {
            int n = esp_http_client_read(http, (char *) piece, sizeof piece);
            if (n <= 0) break;
            if (have + n > offer.size) break;
            /* A sector is erased as it is reached: what was written before a cut stays. */
            uint32_t first = (have + 4095) / 4096, last = (have + n - 1) / 4096;
            for (uint32_t s = have % 4096 == 0 ? have / 4096 : first; s <= last; s++)
                esp_partition_erase_range(slot, s * 4096, 4096);
            if (esp_partition_write(slot, have, piece, n) != ESP_OK) break;
            have += n;
        }
        if (code == 503) vTaskDelay(pdMS_TO_TICKS(5000));  /* four others download: its Retry-After */
    }
    esp_http_client_cleanup(http);
    return have;
}

static void install(void *unused) {
    const esp_partition_t *slot = esp_ota_get_next_update_partition(NULL);
    uint32_t have = 0;
    int64_t told = 0;
    for (int tries = 0; tries < 60 && have < offer.size && !offer.give_up; tries++) {
        have = fetch(slot, have);
        if (esp_timer_get_time() - told > 2000000) { told = esp_timer_get_time(); status("downloading", have, NULL); }
        if (have < offer.size) vTaskDelay(pdMS_TO_TICKS(1000));
    }
    const char *wrong = offer.give_up ? "abandoned" : have < offer.size ? "network" : NULL;
    if (!wrong && !flash_is_right(slot)) wrong = "hash_mismatch";
    if (!wrong && !signature_is_right()) wrong = "bad_signature";
    /* The bootloader's own check of the image comes with this, secure version included. */
    if (!wrong && esp_ota_set_boot_partition(slot) != ESP_OK) wrong = "bad_image";
    offer.working = false;
    if (wrong) {
        status(offer.give_up ? "rolled_back" : "failed", have, offer.give_up ? NULL : wrong);
        offer.offer_id[0] = 0;
        vTaskDelete(NULL);
    }
    status("verified", have, NULL);
    status("rebooting", have, NULL);
    /* offer_id and deadline_seconds go to NVS here: the next start needs them. */
    vTaskDelay(pdMS_TO_TICKS(1000));
    esp_restart();
}

static void take(char *into, size_t size, const cJSON *from, const char *name) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(from, name));
    strlcpy(into, text ? text : "", size);
}

/* Messages of the console: firmware_offer, firmware_confirm, firmware_revert, firmware_status_ack. */
void firmware_message(const cJSON *m) {
    const char *type = cJSON_GetStringValue(cJSON_GetObjectItem(m, "type"));
    char id[61];
    take(id, sizeof id, m, "offer_id");
    if (strcmp(type, "firmware_offer") == 0 && !offer.working) {
        memset(&offer, 0, sizeof offer);
        strlcpy(offer.offer_id, id, sizeof offer.offer_id);
        take(offer.project, sizeof offer.project, m, "project");
        take(offer.version, sizeof offer.version, m, "version");
        take(offer.sha256, sizeof offer.sha256, m, "sha256");
        take(offer.url, sizeof offer.url, m, "url");
        const cJSON *signature = cJSON_GetObjectItem(m, "signature");
        take(offer.key_id, sizeof offer.key_id, signature, "key_id");
        take(offer.signature, sizeof offer.signature, signature, "value");
        offer.size = cJSON_GetObjectItem(m, "size")->valuedouble;
        offer.chip_id = cJSON_GetObjectItem(m, "chip_id")->valueint;
        offer.secure_version = cJSON_GetObjectItem(m, "secure_version")->valuedouble;
        offer.deadline_seconds = cJSON_GetObjectItem(m, "deadline_seconds")->valuedouble;
        const esp_partition_t *slot = esp_ota_get_next_update_partition(NULL);
        if (packing()) { status("deferred", 0, NULL); offer.offer_id[0] = 0; }
        else if (!slot || slot->size < offer.size) { status("failed", 0, "no_space"); offer.offer_id[0] = 0; }
        else if (offer.chip_id != CONFIG_IDF_FIRMWARE_CHIP_ID) { status("failed", 0, "wrong_chip"); offer.offer_id[0] = 0; }
        else {
            offer.working = true;
            status("accepted", 0, NULL);
            xTaskCreate(install, "install", 8192, NULL, 5, NULL);
        }
    } else if (strcmp(type, "firmware_confirm") == 0 && strcmp(id, offer.offer_id) == 0) {
        esp_ota_mark_app_valid_cancel_rollback();
        status("confirmed", 0, NULL);
        offer.offer_id[0] = 0;
        /* Say esp32_hello again here: ota_state is valid now, and that is what the console believes. */
    } else if (strcmp(type, "firmware_revert") == 0) {
        if (offer.working) offer.give_up = true;
        else if (esp_ota_check_rollback_is_possible()) esp_ota_mark_app_invalid_rollback_and_reboot();
        else status("failed", 0, "no_other_slot");
    }
}

/* Once at the start: without a firmware_confirm the board goes back by itself. */
void firmware_started(uint32_t deadline_seconds) {
    esp_ota_img_states_t state;
    if (esp_ota_get_state_partition(esp_ota_get_running_partition(), &state) == ESP_OK
        && state == ESP_OTA_IMG_PENDING_VERIFY) {
        ESP_LOGI(TAG, "on trial for %" PRIu32 " s", deadline_seconds);
        esp_timer_handle_t timer;
        esp_timer_create_args_t args = {.callback = (esp_timer_cb_t) esp_ota_mark_app_invalid_rollback_and_reboot,
                                        .name = "trial"};
        esp_timer_create(&args, &timer);
        esp_timer_start_once(timer, 1000000ULL * deadline_seconds);
    }
}
