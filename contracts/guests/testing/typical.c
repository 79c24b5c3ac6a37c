/* What the benchmark calls a typical job: reads a day's order lines (about 1 KB), asks its host for two things (the
 * tenant's configuration `topic`, its name), adds the lines up, keeps the sum for the next job of its key, publishes it,
 * and writes it. */
#include <unistd.h>

#include "../table-to-json/pointsman.h"
#include "typical.h"

enum { MOST_INPUT = 8192 };

static size_t read_all(char *into, size_t capacity) {
    size_t length = 0;
    for (ssize_t got; (got = read(STDIN_FILENO, into + length, capacity - length)) > 0;) length += got;
    return length;
}

int main(void) {
    static char input[MOST_INPUT];
    char text[256];
    size_t input_length = read_all(input, sizeof input);
    char *topic = pointsman_config("topic");
    char *tenant = pointsman_context("tenant");
    if (topic == NULL || tenant == NULL) return 3;
    int length = order_total(input, input + input_length, tenant, text, sizeof text);
    if (length < 0) return 2;
    if (pointsman_keep("total", text, length) != 0) return 4;
    pointsman_publish((struct pointsman_record){
        .topic = topic,
        .key = tenant,
        .type = "com.example.order.total.v1",
        .content_type = "application/json",
        .value = text,
        .value_length = length,
    });
    return write(STDOUT_FILENO, text, length) == length ? 0 : 5;
}
