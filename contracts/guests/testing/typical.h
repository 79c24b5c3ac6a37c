/* What a typical job works out: the sum of a day's order lines, `article,quantity,price`, as a line of JSON. */
#ifndef TYPICAL_H
#define TYPICAL_H

#include <stdint.h>
#include <stdio.h>

/* A number with at most two digits behind a point, in hundredths; moves `at` behind the character that ends it. */
static int64_t hundredths(const char **at, const char *end) {
    int64_t number = 0;
    int digits = -1;
    for (; *at < end && **at != ',' && **at != '\n'; ++*at) {
        if (**at == '.') {
            digits = 0;
        } else {
            number = number * 10 + (**at - '0');
            if (digits >= 0) ++digits;
        }
    }
    if (*at < end) ++*at;
    for (digits = digits < 0 ? 0 : digits; digits < 2; ++digits) number *= 10;
    return number;
}

/* The length of what it writes, or -1 if the lines are no order lines. */
static int order_total(const char *at, const char *end, const char *tenant, char *out, size_t capacity) {
    int lines = 0;
    int64_t total = 0;
    for (; at < end; ++lines) {
        while (at < end && *at != ',') ++at;
        if (at++ == end) return -1;
        int64_t quantity = hundredths(&at, end);
        total += quantity / 100 * hundredths(&at, end);
    }
    return snprintf(out, capacity, "{\"tenant\":\"%s\",\"lines\":%d,\"total\":\"%lld.%02d\"}", tenant, lines,
                    (long long)(total / 100), (int)(total % 100));
}

#endif
