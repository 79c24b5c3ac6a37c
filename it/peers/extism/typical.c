/* The benchmark's typical job for Extism: the same sum of the same lines, its input, output and host functions as Extism's
 * plugins have them, by handles of blocks of memory that the host keeps. */
#include <stdlib.h>
#include <string.h>

#include "../../../contracts/guests/testing/typical.h"

#define KERNEL(name) __attribute__((import_module("extism:host/env"), import_name(#name))) extern
#define USER(name) __attribute__((import_module("extism:host/user"), import_name(#name))) extern

typedef uint64_t handle;

KERNEL(input_length) uint64_t input_length(void);
KERNEL(input_load_u8) uint8_t input_load_u8(uint64_t at);
KERNEL(input_load_u64) uint64_t input_load_u64(uint64_t at);
KERNEL(alloc) handle block(uint64_t length);
KERNEL(length) uint64_t block_length(handle);
KERNEL(load_u8) uint8_t load_u8(handle);
KERNEL(store_u8) void store_u8(handle, uint8_t);
KERNEL(store_u64) void store_u64(handle, uint64_t);
KERNEL(output_set) void output_set(handle, uint64_t length);

USER(config_get) handle config_get(handle key);
USER(context_get) handle context_get(handle name);
USER(state_set) void state_set(handle name, handle value);
USER(publish) void publish(handle topic, handle key, handle type, handle content_type, handle value);

enum { MOST_INPUT = 8192 };

static handle stored(const char *bytes, size_t length) {
    handle at = block(length);
    size_t n = 0;
    for (; n + 8 <= length; n += 8) {
        uint64_t word;
        memcpy(&word, bytes + n, 8);
        store_u64(at + n, word);
    }
    for (; n < length; ++n) store_u8(at + n, bytes[n]);
    return at;
}

static handle text(const char *words) { return stored(words, strlen(words)); }

static size_t read_all(char *into, size_t capacity) {
    uint64_t length = input_length(), n = 0;
    if (length > capacity) length = capacity;
    for (; n + 8 <= length; n += 8) {
        uint64_t word = input_load_u64(n);
        memcpy(into + n, &word, 8);
    }
    for (; n < length; ++n) into[n] = input_load_u8(n);
    return length;
}

__attribute__((export_name("run"))) int32_t run(void) {
    static char input[MOST_INPUT];
    char out[256], name[128];
    size_t length = read_all(input, sizeof input);
    handle topic = config_get(text("topic")), tenant = context_get(text("tenant"));
    uint64_t name_length = block_length(tenant);
    if (name_length >= sizeof name) return 3;
    for (uint64_t n = 0; n < name_length; ++n) name[n] = load_u8(tenant + n);
    name[name_length] = '\0';
    int answered = order_total(input, input + length, name, out, sizeof out);
    if (answered < 0) return 2;
    handle value = stored(out, answered);
    state_set(text("total"), value);
    publish(topic, tenant, text("com.example.order.total.v1"), text("application/json"), value);
    output_set(value, answered);
    return 0;
}
