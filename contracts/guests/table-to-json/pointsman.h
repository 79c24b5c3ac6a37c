/* What a job may ask of Pointsman, for C. A sample to copy into a job, not a package.
 *
 * A job imports only the functions it uses. Asking for something the tenant was not granted ends
 * the job on the spot (capability-denied), so none of these calls has an error for that. */
#ifndef POINTSMAN_H
#define POINTSMAN_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define POINTSMAN(name) __attribute__((import_module("pointsman/v1"), import_name(#name))) \
    extern int32_t pointsman_host_##name

POINTSMAN(log)(int32_t level, const char *line, size_t length);
POINTSMAN(config_get)(const char *key, size_t key_length, char *out, size_t capacity);
POINTSMAN(secret_get)(const char *name, size_t name_length, char *out, size_t capacity);
POINTSMAN(context_get)(const char *name, size_t name_length, char *out, size_t capacity);
POINTSMAN(publish)(const char *topic, size_t topic_length, const char *key, size_t key_length,
                   const char *type, size_t type_length,
                   const char *content_type, size_t content_type_length,
                   const void *value, size_t value_length);
POINTSMAN(state_get)(const char *name, size_t name_length, char *out, size_t capacity);
POINTSMAN(state_set)(const char *name, size_t name_length, const void *value, size_t value_length);
POINTSMAN(state_delete)(const char *name, size_t name_length);
POINTSMAN(state_list)(const char *prefix, size_t prefix_length, const char *after, size_t after_length,
                      char *out, size_t capacity);
POINTSMAN(http_request)(const char *method, size_t method_length, const char *url, size_t url_length,
                        const char *headers, size_t headers_length, const void *body, size_t body_length,
                        char *out, size_t capacity);
POINTSMAN(metric_add)(const char *name, size_t name_length, int64_t amount);

enum pointsman_level { POINTSMAN_TRACE, POINTSMAN_DEBUG, POINTSMAN_INFO,
                       POINTSMAN_WARN, POINTSMAN_ERROR, POINTSMAN_CRITICAL };

/* Writes one log line, in the name of this tenant and job. */
static inline void pointsman_log(enum pointsman_level level, const char *line) {
    pointsman_host_log(level, line, strlen(line));
}

/* The host answers with a length, with -1 for "not there", or with -(n+1) for "needs n bytes". */
static inline char *pointsman_ask(int32_t (*get)(const char *, size_t, char *, size_t), const char *name) {
    size_t capacity = 128;
    for (;;) {
        char *out = malloc(capacity + 1);
        if (out == NULL) abort();
        int32_t answer = get(name, strlen(name), out, capacity);
        if (answer >= 0) {
            out[answer] = '\0';
            return out;
        }
        free(out);
        if (answer == -1) return NULL;
        capacity = -(size_t)(answer + 1);
    }
}

/* The value the operator set for this tenant, to be freed; NULL when there is no such key. */
static inline char *pointsman_config(const char *key) {
    return pointsman_ask(pointsman_host_config_get, key);
}

/* A secret the operator set for this tenant, to be freed; NULL when there is no such name. */
static inline char *pointsman_secret(const char *name) {
    return pointsman_ask(pointsman_host_secret_get, name);
}

/* A fact about this job, to be freed: tenant, job-id, attempt, deadline-millis, traceparent ... */
static inline char *pointsman_context(const char *name) {
    return pointsman_ask(pointsman_host_context_get, name);
}

/* A record for a topic. It becomes visible together with the job's success, or not at all. */
struct pointsman_record {
    const char *topic, *key, *type, *content_type;
    const void *value;
    size_t value_length;
};

static inline void pointsman_publish(struct pointsman_record record) {
    pointsman_host_publish(record.topic, strlen(record.topic), record.key, strlen(record.key),
                           record.type, strlen(record.type),
                           record.content_type, strlen(record.content_type),
                           record.value, record.value_length);
}

/* A text that a job of this tenant and key has kept, to be freed; NULL when there is none. What a job
 * keeps becomes visible to the next one when it succeeds; only jobs whose records have a key may. */
static inline char *pointsman_state(const char *name) {
    return pointsman_ask(pointsman_host_state_get, name);
}

/* 0, or -1 when the tenant has kept as much as it may; then nothing has changed. */
static inline int pointsman_keep(const char *name, const void *value, size_t length) {
    return pointsman_host_state_set(name, strlen(name), value, length);
}

/* 0, or -1 when there was none. */
static inline int pointsman_forget(const char *name) {
    return pointsman_host_state_delete(name, strlen(name));
}

/* Names that begin with the prefix, behind the one after which to go on (at first ""), each behind a
 * byte with its length. The length of it all, 0 at the end, or -(n+1) when one name needs n bytes. */
static inline int32_t pointsman_names(const char *prefix, const char *after, char *out, size_t capacity) {
    return pointsman_host_state_list(prefix, strlen(prefix), after, strlen(after), out, capacity);
}

/* Adds to a counter that the tenant's policy names; counted when the job succeeds. */
static inline void pointsman_metric(const char *name, int64_t amount) {
    pointsman_host_metric_add(name, strlen(name), amount);
}

/* Asks the web, and waits. Headers are lines "name: value\n", or "". The answer, to be freed: its status, a line for each
 * header, an empty line, the body; "0 " and a name instead of the status when there was no answer. */
static inline char *pointsman_http(const char *method, const char *url, const char *headers,
                                   const void *body, size_t body_length, size_t *answer_length) {
    size_t capacity = 4096;
    for (;;) {
        char *out = malloc(capacity + 1);
        if (out == NULL) abort();
        int32_t answer = pointsman_host_http_request(method, strlen(method), url, strlen(url),
                                                     headers, strlen(headers), body, body_length, out, capacity);
        if (answer >= 0) {
            out[answer] = '\0';
            *answer_length = answer;
            return out;
        }
        free(out);
        capacity = -(size_t)(answer + 1); /* asked again, the host hands over the answer it has */
    }
}

#endif
