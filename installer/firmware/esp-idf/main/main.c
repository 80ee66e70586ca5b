/*
 * A station of the Gaveurs Console that takes firmware over the air. NOT COMPILED HERE: read it as an example.
 * ESP-IDF 5.x. What is yours to write is measure() alone.
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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "cJSON.h"
#include "esp_app_desc.h"
#include "esp_chip_info.h"
#include "esp_event.h"
#include "esp_flash.h"
#include "esp_http_client.h"
#include "esp_log.h"
#include "esp_mac.h"
#include "esp_netif.h"
#include "esp_ota_ops.h"
#include "esp_partition.h"
#include "esp_system.h"
#include "esp_timer.h"
#include "esp_websocket_client.h"
#include "esp_wifi.h"
#include "freertos/FreeRTOS.h"
#include "freertos/semphr.h"
#include "freertos/task.h"
#include "mbedtls/base64.h"
#include "mbedtls/pk.h"
#include "mbedtls/sha256.h"
#include "nvs.h"
#include "nvs_flash.h"

#define WIFI_SSID "hall"
#define WIFI_PASSWORD "..."
#define HOST "192.168.1.20:8000"
#define DEVICE_ID "ESP32_LL_01"

/* FILE.pub of: gaveurs-console firmware keygen FILE. Its id is what keygen printed. */
static const char MAKER_KEY_ID[] = "0123456789abcdef";
static const char MAKER_KEY[] = "-----BEGIN PUBLIC KEY-----\n...\n-----END PUBLIC KEY-----\n";

#define SECTOR 4096u
/* Bytes after which the progress is kept: a power cut costs at most so much of the download. */
#define KEPT_EVERY (64u * 1024u)
#define REPEAT_US 5000000LL
#define LONGEST_MESSAGE 4096

static const char *TAG = "station";

/* Everything about the offer that outlives a restart, as one blob in NVS. */
typedef struct {
    char offer_id[61], project[33], version[33], sha256[65], url[160], key_id[17], signature[200];
    uint32_t size, chip_id, secure_version, deadline_seconds;
    uint32_t have;   /* bytes that are surely in the flash */
    bool installed;  /* the slot is set: what starts next is this image */
} offer_t;

static offer_t offer;
static volatile bool working, give_up, connected;
static char token[64];
static esp_websocket_client_handle_t console;
static SemaphoreHandle_t said_lock;
static char said[400];  /* the newest status, until it is acknowledged */
static int64_t said_at;

/* One measurement as sensor_data of the console's manual; false while there is none. YOURS TO WRITE. */
__attribute__((weak)) bool measure(cJSON *sample) {
    (void) sample;
    return false;
}

/* Whether a tray lies under the sensors: an update can wait. YOURS TO WRITE. */
__attribute__((weak)) bool packing(void) { return false; }

/* ---- what is kept ---- */

static void keep(const char *name, const void *value, size_t size) {
    nvs_handle_t nvs;
    if (nvs_open("station", NVS_READWRITE, &nvs) != ESP_OK) return;
    if (size > 0) nvs_set_blob(nvs, name, value, size);
    else nvs_erase_key(nvs, name);
    nvs_commit(nvs);
    nvs_close(nvs);
}

static bool kept(const char *name, void *value, size_t size) {
    nvs_handle_t nvs;
    size_t found = size;
    if (nvs_open("station", NVS_READONLY, &nvs) != ESP_OK) return false;
    bool there = nvs_get_blob(nvs, name, value, &found) == ESP_OK && found == size;
    nvs_close(nvs);
    return there;
}

static void forget_offer(void) {
    memset(&offer, 0, sizeof offer);
    keep("offer", NULL, 0);
}

/* ---- what is said ---- */

static void send_text(const char *text) {
    if (connected) esp_websocket_client_send_text(console, text, strlen(text), pdMS_TO_TICKS(5000));
}

static void send_json(cJSON *message) {
    char *text = cJSON_PrintUnformatted(message);
    if (text) send_text(text);
    cJSON_free(text);
    cJSON_Delete(message);
}

/* Said again every 5 s until firmware_status_ack came; progress is said once. */
static void status(const char *state, uint32_t bytes, const char *error) {
    cJSON *m = cJSON_CreateObject();
    cJSON_AddStringToObject(m, "type", "firmware_status");
    cJSON_AddStringToObject(m, "offer_id", offer.offer_id);
    cJSON_AddStringToObject(m, "state", state);
    cJSON_AddNumberToObject(m, "bytes", bytes);
    if (error) cJSON_AddStringToObject(m, "error_code", error);
    char *text = cJSON_PrintUnformatted(m);
    cJSON_Delete(m);
    if (!text) return;
    if (strcmp(state, "downloading") != 0) {
        xSemaphoreTake(said_lock, portMAX_DELAY);
        strlcpy(said, text, sizeof said);
        said_at = esp_timer_get_time();
        xSemaphoreGive(said_lock);
    }
    send_text(text);
    cJSON_free(text);
}

static void say_again(void) {
    char text[sizeof said] = "";
    xSemaphoreTake(said_lock, portMAX_DELAY);
    if (said[0] && esp_timer_get_time() - said_at > REPEAT_US) {
        said_at = esp_timer_get_time();
        strlcpy(text, said, sizeof text);
    }
    xSemaphoreGive(said_lock);
    if (text[0]) send_text(text);
}

static void hex(const uint8_t *bytes, size_t n, char *out) {
    for (size_t i = 0; i < n; i++) sprintf(out + 2 * i, "%02x", bytes[i]);
}

static bool on_trial(void) {
    esp_ota_img_states_t state;
    return esp_ota_get_state_partition(esp_ota_get_running_partition(), &state) == ESP_OK
           && state == ESP_OTA_IMG_PENDING_VERIFY;
}

/* esp32_hello, with the object "firmware". */
static void hello(void) {
    const esp_app_desc_t *app = esp_app_get_description();
    const esp_partition_t *next = esp_ota_get_next_update_partition(NULL);
    esp_ota_img_states_t state = ESP_OTA_IMG_UNDEFINED;
    esp_ota_get_state_partition(esp_ota_get_running_partition(), &state);
    esp_chip_info_t chip;
    esp_chip_info(&chip);
    uint32_t flash = 0;
    esp_flash_get_size(NULL, &flash);
    uint8_t mac[6];
    char address[18], elf[65], reason[8];
    esp_read_mac(mac, ESP_MAC_WIFI_STA);
    snprintf(address, sizeof address, "%02X:%02X:%02X:%02X:%02X:%02X", mac[0], mac[1], mac[2], mac[3], mac[4], mac[5]);
    hex(app->app_elf_sha256, 32, elf);
    /* firmware_version is three numbers, or the hello is refused: app->version may be what git describes, 1.2.0-3-gabcdef. */
    unsigned version[3] = {0};
    char numbers[36];
    sscanf(app->version[0] == 'v' ? app->version + 1 : app->version, "%5u.%5u.%5u", &version[0], &version[1], &version[2]);
    snprintf(numbers, sizeof numbers, "%u.%u.%u", version[0], version[1], version[2]);
    cJSON *m = cJSON_CreateObject();
    cJSON_AddStringToObject(m, "type", "esp32_hello");
    cJSON_AddStringToObject(m, "device_id", DEVICE_ID);
    cJSON_AddStringToObject(m, "mac_address", address);
    cJSON_AddStringToObject(m, "firmware_version", numbers);
    if (token[0]) cJSON_AddStringToObject(m, "token", token);
    cJSON *f = cJSON_AddObjectToObject(m, "firmware");
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
#ifdef CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE
    cJSON_AddBoolToObject(f, "rollback_capable", true);
#else
    cJSON_AddBoolToObject(f, "rollback_capable", false); /* the console offers it nothing */
#endif
    snprintf(reason, sizeof reason, "%d", (int) esp_reset_reason());
    cJSON_AddStringToObject(f, "reset_reason", reason);
    if (offer.offer_id[0]) cJSON_AddStringToObject(f, "offer_id", offer.offer_id);
    send_json(m);
}

/* ---- what is checked ---- */

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
    static uint8_t piece[1024];
    uint8_t hash[32];
    char text[65];
    bool read = true;
    mbedtls_sha256_context sha;
    mbedtls_sha256_init(&sha);
    mbedtls_sha256_starts(&sha, 0);
    for (uint32_t at = 0; read && at < offer.size; at += sizeof piece) {
        uint32_t n = offer.size - at < sizeof piece ? offer.size - at : sizeof piece;
        read = esp_partition_read(slot, at, piece, n) == ESP_OK && mbedtls_sha256_update(&sha, piece, n) == 0;
    }
    mbedtls_sha256_finish(&sha, hash);
    mbedtls_sha256_free(&sha);
    hex(hash, 32, text);
    return read && strcmp(text, offer.sha256) == 0;
}

/* ---- the download ---- */

typedef struct {
    char content_range[64];
    uint32_t retry_after;
} answer_t;

static esp_err_t on_header(esp_http_client_event_t *event) {
    answer_t *answer = event->user_data;
    if (event->event_id == HTTP_EVENT_ON_HEADER && strcasecmp(event->header_key, "Content-Range") == 0)
        strlcpy(answer->content_range, event->header_value, sizeof answer->content_range);
    if (event->event_id == HTTP_EVENT_ON_HEADER && strcasecmp(event->header_key, "Retry-After") == 0)
        answer->retry_after = strtoul(event->header_value, NULL, 10);
    return ESP_OK;
}

/* Writes a piece; a sector is erased as it is reached, so that what was written before a cut stays. */
static bool write_piece(const esp_partition_t *slot, uint32_t at, const uint8_t *piece, uint32_t n, uint32_t *erased) {
    for (; *erased < at + n; *erased += SECTOR)
        if (esp_partition_erase_range(slot, *erased, SECTOR) != ESP_OK) return false;
    return esp_partition_write(slot, at, piece, n) == ESP_OK;
}

/* One request from `have` on; returns how many bytes are there afterwards. */
static uint32_t fetch(const esp_partition_t *slot, uint32_t have, uint32_t *erased) {
    static uint8_t piece[SECTOR];
    static answer_t answer;
    char url[220], range[40], tag[80], bearer[80], wanted[32];
    memset(&answer, 0, sizeof answer);
    snprintf(url, sizeof url, "http://" HOST "%s", offer.url);
    esp_http_client_config_t config = {
        .url = url, .timeout_ms = 15000, .event_handler = on_header, .user_data = &answer};
    esp_http_client_handle_t http = esp_http_client_init(&config);
    snprintf(bearer, sizeof bearer, "Bearer %s", token);
    esp_http_client_set_header(http, "Authorization", bearer);
    if (have > 0) {
        snprintf(range, sizeof range, "bytes=%" PRIu32 "-", have);
        snprintf(tag, sizeof tag, "\"%s\"", offer.sha256);
        esp_http_client_set_header(http, "Range", range);
        esp_http_client_set_header(http, "If-Range", tag);
    }
    int code = 0;
    if (esp_http_client_open(http, 0) == ESP_OK) {
        esp_http_client_fetch_headers(http);
        code = esp_http_client_get_status_code(http);
        snprintf(wanted, sizeof wanted, "bytes %" PRIu32 "-", have);
        bool part = code == 206 && strncmp(answer.content_range, wanted, strlen(wanted)) == 0;
        /* A proxy that leaves the range out answers 200 with the whole file: it must never be added to what is there. */
        if (code == 200) have = *erased = offer.have = 0;
        while ((code == 200 || part) && have < offer.size && !give_up) {
            int n = esp_http_client_read(http, (char *) piece, sizeof piece);
            if (n <= 0 || have + n > offer.size || !write_piece(slot, have, piece, n, erased)) break;
            have += n;
            if (have / KEPT_EVERY > offer.have / KEPT_EVERY) {
                offer.have = have / KEPT_EVERY * KEPT_EVERY;
                keep("offer", &offer, sizeof offer);
                status("downloading", have, NULL);
            }
        }
    }
    esp_http_client_cleanup(http);
    /* 503: four others download. It comes again when it was told to, and not all boards in the same moment. */
    uint32_t seconds = code == 503 && answer.retry_after > 0 && answer.retry_after < 60 ? answer.retry_after : 1;
    if (have < offer.size && !give_up) vTaskDelay(pdMS_TO_TICKS(seconds * 1000));
    return have;
}

static void install(void *unused) {
    (void) unused;
    const esp_partition_t *slot = esp_ota_get_next_update_partition(NULL);
    uint32_t have = offer.have, erased = offer.have;
    for (int tries = 0; tries < 60 && have < offer.size && !give_up; tries++) have = fetch(slot, have, &erased);
    const char *wrong = have < offer.size ? "network" : NULL;
    if (!wrong && !flash_is_right(slot)) wrong = "hash_mismatch";
    if (!wrong && !signature_is_right()) wrong = "bad_signature";
    /* The bootloader's own check of the image comes with this, secure version included. */
    if (!wrong && !give_up && esp_ota_set_boot_partition(slot) != ESP_OK) wrong = "bad_image";
    if (wrong || give_up) {
        if (give_up) status("rolled_back", 0, NULL);
        else status("failed", have, wrong);
        forget_offer();
        working = give_up = false;
        vTaskDelete(NULL);
        return;
    }
    offer.installed = true;
    keep("offer", &offer, sizeof offer);
    status("verified", have, NULL);
    status("rebooting", have, NULL);
    vTaskDelay(pdMS_TO_TICKS(1000));
    esp_restart();
}

static void begin(void) {
    working = true;
    if (xTaskCreate(install, "install", 8192, NULL, 5, NULL) != pdPASS) {
        working = false;
        status("failed", 0, "busy");
        forget_offer();
    }
}

/* ---- what is heard ---- */

static void take(char *into, size_t size, const cJSON *from, const char *name) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(from, name));
    strlcpy(into, text ? text : "", size);
}

static uint32_t number(const cJSON *from, const char *name) {
    const cJSON *item = cJSON_GetObjectItem(from, name);
    return cJSON_IsNumber(item) && item->valuedouble >= 0 && item->valuedouble <= UINT32_MAX ? item->valuedouble : 0;
}

static void offered(const cJSON *m) {
    offer_t now = {0};
    take(now.offer_id, sizeof now.offer_id, m, "offer_id");
    if (working || offer.installed) return;  /* it is said again until it is answered */
    take(now.project, sizeof now.project, m, "project");
    take(now.version, sizeof now.version, m, "version");
    take(now.sha256, sizeof now.sha256, m, "sha256");
    take(now.url, sizeof now.url, m, "url");
    const cJSON *signature = cJSON_GetObjectItem(m, "signature");
    take(now.key_id, sizeof now.key_id, signature, "key_id");
    take(now.signature, sizeof now.signature, signature, "value");
    now.size = number(m, "size");
    now.chip_id = number(m, "chip_id");
    now.secure_version = number(m, "secure_version");
    now.deadline_seconds = number(m, "deadline_seconds");
    /* The same image as before the power failed: what is there of it stays. */
    if (strcmp(now.sha256, offer.sha256) == 0) now.have = offer.have;
    offer = now;
    const esp_partition_t *slot = esp_ota_get_next_update_partition(NULL);
    const char *wrong = !slot || now.size == 0 || slot->size < now.size ? "no_space"
                        : now.chip_id != CONFIG_IDF_FIRMWARE_CHIP_ID ? "wrong_chip" : NULL;
    if (packing() || wrong) {
        status(wrong ? "failed" : "deferred", 0, wrong);
        forget_offer();
        return;
    }
    keep("offer", &offer, sizeof offer);
    status("accepted", offer.have, NULL);
    begin();
}

static void heard(const cJSON *m) {
    const char *type = cJSON_GetStringValue(cJSON_GetObjectItem(m, "type"));
    char id[61];
    take(id, sizeof id, m, "offer_id");
    if (!type) return;
    if (strcmp(type, "hello_ack") == 0) {
        const char *given = cJSON_GetStringValue(cJSON_GetObjectItem(m, "token"));
        if (given) {
            strlcpy(token, given, sizeof token);
            keep("token", token, sizeof token);
        }
        if (offer.offer_id[0] && !offer.installed && !working) begin();  /* goes on after a power cut */
        else if (offer.installed && on_trial()) status("proving", 0, NULL);
    } else if (strcmp(type, "firmware_offer") == 0) {
        offered(m);
    } else if (strcmp(type, "firmware_status_ack") == 0) {
        xSemaphoreTake(said_lock, portMAX_DELAY);
        said[0] = 0;
        xSemaphoreGive(said_lock);
        if (cJSON_IsFalse(cJSON_GetObjectItem(m, "known")) && working) give_up = true;
    } else if (strcmp(type, "firmware_confirm") == 0 && strcmp(id, offer.offer_id) == 0) {
        esp_ota_mark_app_valid_cancel_rollback();
        status("confirmed", 0, NULL);
        forget_offer();
        hello();  /* ota_state is valid now, and that is what the console believes */
    } else if (strcmp(type, "firmware_revert") == 0) {
        if (working) {
            give_up = true;
        } else if (esp_ota_check_rollback_is_possible()) {
            forget_offer();
            esp_ota_mark_app_invalid_rollback_and_reboot();
        } else {
            strlcpy(offer.offer_id, id, sizeof offer.offer_id);
            status("failed", 0, "no_other_slot");
            forget_offer();
        }
    }
}

/* The socket: a message may come in several pieces. */
static void on_socket(void *unused, esp_event_base_t base, int32_t event, void *data) {
    static char text[LONGEST_MESSAGE + 1];
    esp_websocket_event_data_t *part = data;
    (void) unused;
    (void) base;
    switch (event) {
        case WEBSOCKET_EVENT_CONNECTED:
            connected = true;
            hello();
            break;
        case WEBSOCKET_EVENT_DISCONNECTED:
        case WEBSOCKET_EVENT_ERROR:
            connected = false;
            break;
        case WEBSOCKET_EVENT_DATA:
            if (part->op_code > 1 || part->payload_len > LONGEST_MESSAGE) break;
            memcpy(text + part->payload_offset, part->data_ptr, part->data_len);
            if (part->payload_offset + part->data_len < part->payload_len) break;
            text[part->payload_len] = 0;
            cJSON *m = cJSON_Parse(text);
            if (m) heard(m);
            cJSON_Delete(m);
            break;
        default:
            break;
    }
}

/* ---- the start ---- */

static void go_back(void *unused) {
    (void) unused;
    if (on_trial()) {
        forget_offer();
        esp_ota_mark_app_invalid_rollback_and_reboot();
    }
}

/* On trial: without a firmware_confirm in time the board goes back by itself, whether the console is there or not. */
static void begin_trial(void) {
    if (on_trial()) {
        esp_timer_handle_t timer;
        esp_timer_create_args_t args = {.callback = go_back, .name = "trial"};
        uint32_t seconds = offer.deadline_seconds > 0 ? offer.deadline_seconds : 3600;
        ESP_LOGI(TAG, "on trial for %" PRIu32 " s", seconds);
        ESP_ERROR_CHECK(esp_timer_create(&args, &timer));
        ESP_ERROR_CHECK(esp_timer_start_once(timer, 1000000ULL * seconds));
    } else if (offer.installed) {
        forget_offer();  /* the bootloader went back: the hello says so */
    }
}

/* Flashed by cable, the slot has no entry in otadata: it gets one, to which an update can go back. */
static void own_slot(void) {
    esp_ota_img_states_t state;
    const esp_partition_t *running = esp_ota_get_running_partition();
    if (esp_ota_get_state_partition(running, &state) == ESP_ERR_NOT_FOUND) {
        esp_ota_set_boot_partition(running);
        esp_ota_mark_app_valid_cancel_rollback();
    }
}

static void on_wifi(void *unused, esp_event_base_t base, int32_t event, void *data) {
    (void) unused;
    (void) data;
    if (base == WIFI_EVENT && (event == WIFI_EVENT_STA_START || event == WIFI_EVENT_STA_DISCONNECTED)) esp_wifi_connect();
}

static void wifi(void) {
    wifi_init_config_t init = WIFI_INIT_CONFIG_DEFAULT();
    wifi_config_t config = {.sta = {.ssid = WIFI_SSID, .password = WIFI_PASSWORD}};
    ESP_ERROR_CHECK(esp_netif_init());
    ESP_ERROR_CHECK(esp_event_loop_create_default());
    esp_netif_create_default_wifi_sta();
    ESP_ERROR_CHECK(esp_wifi_init(&init));
    ESP_ERROR_CHECK(esp_event_handler_register(WIFI_EVENT, ESP_EVENT_ANY_ID, on_wifi, NULL));
    ESP_ERROR_CHECK(esp_wifi_set_mode(WIFI_MODE_STA));
    ESP_ERROR_CHECK(esp_wifi_set_config(WIFI_IF_STA, &config));
    ESP_ERROR_CHECK(esp_wifi_start());
}

void app_main(void) {
    if (nvs_flash_init() != ESP_OK) {
        ESP_ERROR_CHECK(nvs_flash_erase());
        ESP_ERROR_CHECK(nvs_flash_init());
    }
    said_lock = xSemaphoreCreateMutex();
    if (!kept("offer", &offer, sizeof offer)) memset(&offer, 0, sizeof offer);
    if (!kept("token", token, sizeof token)) token[0] = 0;
    own_slot();
    begin_trial();
    wifi();
    esp_websocket_client_config_t config = {
        .uri = "ws://" HOST "/ws/sensors/", .reconnect_timeout_ms = 3000, .network_timeout_ms = 10000};
    console = esp_websocket_client_init(&config);
    esp_websocket_register_events(console, WEBSOCKET_EVENT_ANY, on_socket, NULL);
    esp_websocket_client_start(console);
    int64_t beat = 0;
    while (true) {
        cJSON *sample = cJSON_CreateObject();
        if (measure(sample)) send_json(sample);
        else cJSON_Delete(sample);
        if (esp_timer_get_time() - beat > 30000000LL) {
            beat = esp_timer_get_time();
            cJSON *m = cJSON_CreateObject();
            cJSON_AddStringToObject(m, "type", "heartbeat");
            cJSON_AddStringToObject(m, "device_id", DEVICE_ID);
            cJSON_AddStringToObject(m, "status", "online");
            cJSON_AddNumberToObject(m, "uptime", beat / 1000000);
            send_json(m);
        }
        say_again();
        vTaskDelay(pdMS_TO_TICKS(1000));
    }
}
