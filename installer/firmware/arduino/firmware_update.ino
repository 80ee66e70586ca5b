/*
 * Firmware over the air for a station of the Gaveurs Console. NOT COMPILED HERE: read it as an example.
 * Arduino core 3.x for ESP32; libraries WebSockets (Markus Sattler) and ArduinoJson 7.
 *
 * Arduino marks an app valid before setup() runs, unless this says that the sketch does it itself: */
extern "C" bool verifyRollbackLater() { return true; }

#include <ArduinoJson.h>
#include <HTTPClient.h>
#include <Preferences.h>
#include <Update.h>
#include <WebSocketsClient.h>
#include <WiFi.h>
#include "esp_ota_ops.h"
#include "mbedtls/base64.h"
#include "mbedtls/pk.h"
#include "mbedtls/sha256.h"

const char *HOST = "192.168.1.20";
const int PORT = 8000;
const char *DEVICE_ID = "ESP32_LL_01";
/* Arduino does not know its own name: what firmware sign was given with --project and --image-version. The version is
   also said as firmware_version, which has to be three numbers, or the hello is refused. */
const char *PROJECT = "gaveurs-station";
const char *VERSION = "1.1.0";
/* What gaveurs-console firmware keygen wrote and printed. */
const char *MAKER_KEY_ID = "0123456789abcdef";
const char *MAKER_KEY = "-----BEGIN PUBLIC KEY-----\n...\n-----END PUBLIC KEY-----\n";

WebSocketsClient console;
Preferences kept;          /* token, the offer that runs on trial, and its deadline outlive a restart */
String token, offerId, said;
JsonDocument offer;
bool due = false, trial = false;
unsigned long retryAt = 0;
uint32_t deadline = 0;     /* seconds on trial, then it goes back by itself */
unsigned long saidAt = 0;

String hex(const uint8_t *bytes, int n) {
  String out;
  for (int i = 0; i < n; i++) { char two[3]; sprintf(two, "%02x", bytes[i]); out += two; }
  return out;
}

void say(JsonDocument &m) { String text; serializeJson(m, text); console.sendTXT(text); }

void status(const char *state, uint32_t bytes, const char *error = nullptr) {
  JsonDocument m;
  m["type"] = "firmware_status"; m["offer_id"] = offerId; m["state"] = state; m["bytes"] = bytes;
  if (error) m["error_code"] = error;
  if (strcmp(state, "downloading") != 0) {  /* said again every 5 s until firmware_status_ack came */
    said = ""; serializeJson(m, said); saidAt = millis();
  }
  say(m);
}

void forgetOffer() { due = false; offerId = ""; kept.remove("offer"); kept.remove("deadline"); }

void hello() {
  esp_ota_img_states_t state = ESP_OTA_IMG_UNDEFINED;
  esp_ota_get_state_partition(esp_ota_get_running_partition(), &state);
  JsonDocument m;
  m["type"] = "esp32_hello"; m["device_id"] = DEVICE_ID; m["mac_address"] = WiFi.macAddress();
  m["firmware_version"] = VERSION;
  if (token.length()) m["token"] = token;
  JsonObject f = m["firmware"].to<JsonObject>();
  f["project"] = PROJECT; f["version"] = VERSION;
  f["app_elf_sha256"] = hex(esp_app_get_description()->app_elf_sha256, 32);
  f["chip_id"] = CONFIG_IDF_FIRMWARE_CHIP_ID; f["chip_revision"] = ESP.getChipRevision();
  f["flash_size"] = ESP.getFlashChipSize();
  f["slot_size"] = esp_ota_get_next_update_partition(NULL)->size;
  f["ota_state"] = state == ESP_OTA_IMG_PENDING_VERIFY ? "pending_verify" : state == ESP_OTA_IMG_VALID ? "valid" : "undefined";
  f["secure_version"] = esp_app_get_description()->secure_version;
#ifdef CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE
  f["rollback_capable"] = true;
#else
  f["rollback_capable"] = false;  // the console offers it nothing
#endif
  if (offerId.length()) f["offer_id"] = offerId;
  say(m);
}

bool signedByMaker() {
  String text = String("gaveurs-firmware-v1\n") + offer["project"].as<String>() + "\n" + offer["version"].as<String>() + "\n"
      + offer["chip_id"].as<String>() + "\n" + offer["size"].as<String>() + "\n" + offer["sha256"].as<String>() + "\n"
      + offer["secure_version"].as<String>() + "\n";
  if (offer["signature"]["key_id"] != MAKER_KEY_ID) return false;
  uint8_t hash[32], der[150]; size_t n = 0;
  String value = offer["signature"]["value"].as<String>();
  mbedtls_sha256((const uint8_t *)text.c_str(), text.length(), hash, 0);
  if (mbedtls_base64_decode(der, sizeof der, &n, (const uint8_t *)value.c_str(), value.length())) return false;
  mbedtls_pk_context key; mbedtls_pk_init(&key);
  bool right = mbedtls_pk_parse_public_key(&key, (const uint8_t *)MAKER_KEY, strlen(MAKER_KEY) + 1) == 0
      && mbedtls_pk_verify(&key, MBEDTLS_MD_SHA256, hash, 32, der, n) == 0;
  mbedtls_pk_free(&key);
  return right;
}

/* One download without a resume: Update writes from the beginning. The signature is checked before the first byte,
   the hash of what came before the slot is made the next to start. */
void install() {
  if (!signedByMaker()) { status("failed", 0, "bad_signature"); forgetOffer(); return; }
  HTTPClient http;
  http.begin(String("http://") + HOST + ":" + PORT + offer["url"].as<String>());
  http.addHeader("Authorization", "Bearer " + token);
  uint32_t size = offer["size"], have = 0;
  const char *wanted[] = {"Retry-After"};
  http.collectHeaders(wanted, 1);
  int code = http.GET();
  if (code == 503) {  /* four others download: it comes again when it was told to */
    retryAt = millis() + 1000UL * max(1L, http.header("Retry-After").toInt()); http.end(); return;
  }
  if (code != 200 || !Update.begin(size)) { status("failed", 0, "network"); http.end(); forgetOffer(); return; }
  mbedtls_sha256_context sha; mbedtls_sha256_init(&sha); mbedtls_sha256_starts(&sha, 0);
  uint8_t piece[2048];
  unsigned long told = 0;
  WiFiClient *in = http.getStreamPtr();
  while (due && have < size && http.connected()) {
    int n = in->readBytes(piece, min((uint32_t)sizeof piece, size - have));
    if (n <= 0) break;
    mbedtls_sha256_update(&sha, piece, n);
    if ((int)Update.write(piece, n) != n) break;
    have += n;
    console.loop();  /* may call it off */
    if (millis() - told > 2000) { told = millis(); status("downloading", have); }
  }
  http.end();
  uint8_t hash[32]; mbedtls_sha256_finish(&sha, hash);
  if (!due) { Update.abort(); return; }
  if (have != size) { Update.abort(); status("failed", have, "network"); forgetOffer(); return; }
  if (hex(hash, 32) != offer["sha256"].as<String>()) { Update.abort(); status("failed", have, "hash_mismatch"); forgetOffer(); return; }
  if (!Update.end(true)) { status("failed", have, "bad_image"); forgetOffer(); return; }
  due = false;
  kept.putString("offer", offerId);
  kept.putUInt("deadline", offer["deadline_seconds"] | 3600);
  status("verified", have);
  status("rebooting", have);
  delay(1000);
  ESP.restart();
}

void heard(JsonDocument &m) {
  String type = m["type"], id = m["offer_id"] | "";
  if (type == "hello_ack") {
    if (!m["token"].isNull()) { token = m["token"].as<String>(); kept.putString("token", token); }
    if (trial) status("proving", 0);
  } else if (type == "firmware_status_ack") {
    said = "";
  } else if (type == "firmware_offer" && !due && !trial) {
    offer = m; offerId = id;
    if (m["size"].as<uint32_t>() > esp_ota_get_next_update_partition(NULL)->size) { status("failed", 0, "no_space"); forgetOffer(); return; }
    if (m["chip_id"].as<int>() != CONFIG_IDF_FIRMWARE_CHIP_ID) { status("failed", 0, "wrong_chip"); forgetOffer(); return; }
    status("accepted", 0);
    due = true;
  } else if (type == "firmware_confirm") {
    esp_ota_mark_app_valid_cancel_rollback();
    trial = false;
    offerId = id; status("confirmed", 0); forgetOffer();
    hello();  /* ota_state is valid now: that is what the console believes */
  } else if (type == "firmware_revert") {
    if (due) { status("rolled_back", 0); forgetOffer(); }
    else if (esp_ota_check_rollback_is_possible()) { forgetOffer(); esp_ota_mark_app_invalid_rollback_and_reboot(); }
    else { offerId = id; status("failed", 0, "no_other_slot"); forgetOffer(); }
  }
}

void setup() {
  kept.begin("station");
  token = kept.getString("token", "");
  esp_ota_img_states_t state;
  trial = esp_ota_get_state_partition(esp_ota_get_running_partition(), &state) == ESP_OK && state == ESP_OTA_IMG_PENDING_VERIFY;
  if (trial) { offerId = kept.getString("offer", ""); deadline = kept.getUInt("deadline", 3600); }
  else forgetOffer();
  WiFi.begin("...", "...");
  while (WiFi.status() != WL_CONNECTED) delay(100);
  console.begin(HOST, PORT, "/ws/sensors/");
  console.onEvent([](WStype_t type, uint8_t *payload, size_t length) {
    if (type == WStype_CONNECTED) hello();
    if (type == WStype_TEXT) { JsonDocument m; if (!deserializeJson(m, payload, length)) heard(m); }
  });
}

void loop() {
  console.loop();
  if (due && (long)(millis() - retryAt) >= 0) install();
  if (said.length() && millis() - saidAt > 5000) { saidAt = millis(); console.sendTXT(said); }
  /* Without firmware_confirm it goes back by itself, whether the console is there or not. */
  if (trial && millis() / 1000 > deadline) { forgetOffer(); esp_ota_mark_app_invalid_rollback_and_reboot(); }
  /* Measure and send sensor_data here. */
}
