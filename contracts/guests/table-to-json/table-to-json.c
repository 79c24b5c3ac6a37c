/* Turns any CSV table (RFC 4180) into JSON Lines: one object a row, named by the header row.
 *
 * Plain C and WASI: it asks nothing of its host, so it runs for a tenant without any grant.
 * Every value stays a string. CSV knows no types, and guessing turns the house number 007 into 7. */
#include <locale.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { OUT_OF_MEMORY = 1, BAD_INPUT = 2 };

static const char *at, *end; /* What is left of the input. *end is a NUL, so at[1] may be looked at. */
static int line = 1;

static void read_input(void);
static char *read_names(void);
static void write_row(const char *names);
static bool copy_cell(FILE *json);
static void copy_quoted(FILE *json);
static void copy_character(FILE *json);
static bool another_cell(void);
static void refuse(int line_number, const char *why, ...);
static void out_of_memory(void);

int main(void) {
    setlocale(LC_CTYPE, "C.UTF-8"); /* for mbrlen */
    read_input();
    if (at == end) refuse(line, "nothing there (expected: a row of names)");
    char *names = read_names();
    while (at < end) write_row(names);
    /* A result that could not be written in full is none. */
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Takes the whole input at once: it came in one Kafka record, so it is not large. */
static void read_input(void) {
    size_t length = 0, capacity = 8192;
    char *input = malloc(capacity);
    while (input != NULL) {
        length += fread(input + length, 1, capacity - length, stdin);
        if (length < capacity) break;
        input = realloc(input, capacity *= 2);
    }
    if (input == NULL) out_of_memory();
    input[length] = '\0';
    at = input;
    end = input + length;
    if (strncmp(at, "\xEF\xBB\xBF", 3) == 0) at += 3; /* the byte order mark of spreadsheets */
}

/* The names as JSON strings, a NUL after each; an empty string ends the list. */
static char *read_names(void) {
    char *names;
    size_t length;
    FILE *list = open_memstream(&names, &length);
    if (list == NULL) out_of_memory();
    bool more = true;
    while (more) {
        more = copy_cell(list);
        fputc('\0', list);
    }
    if (fflush(list) != 0 || ferror(list)) out_of_memory();
    return names;
}

static void write_row(const char *names) {
    int row = line; /* where it starts; a quoted cell may go over several lines */
    bool more = true;
    for (const char *name = names; *name != '\0'; name += strlen(name) + 1) {
        if (!more) refuse(row, "fewer cells than the header row has names");
        printf("%c%s:", name == names ? '{' : ',', name);
        more = copy_cell(stdout);
    }
    if (more) refuse(row, "more cells than the header row has names");
    puts("}");
}

/* Copies a cell as a JSON string, and says whether the row goes on behind it. */
static bool copy_cell(FILE *json) {
    fputc('"', json);
    if (*at == '"') {
        copy_quoted(json);
    } else {
        while (strchr(",\"\r\n", *at) == NULL) copy_character(json); /* strchr finds the final NUL, too */
    }
    fputc('"', json);
    return another_cell();
}

/* Between quotes everything is text, and a quote is written twice. */
static void copy_quoted(FILE *json) {
    int opened = line;
    for (at++; *at != '"' || *++at == '"'; copy_character(json)) {
        if (at == end) refuse(opened, "a quote is opened and never closed");
    }
}

/* Copies a character, escaped where JSON wants it. One that is not UTF-8 would spoil the result. */
static void copy_character(FILE *json) {
    unsigned char first = *at;
    size_t length = first == '\0' ? 1 : mbrlen(at, end - at, &(mbstate_t){0});
    if (length > 4) refuse(line, "byte 0x%02x (expected: UTF-8)", first);
    if (first == '"' || first == '\\') fputc('\\', json);
    if (first < ' ') fprintf(json, "\\u%04x", first);
    else fwrite(at, 1, length, json);
    if (first == '\n') line++;
    at += length;
}

static bool another_cell(void) {
    if (*at == ',') {
        at++;
        return true;
    }
    if (*at == '\r' && at[1] == '\n') at++;
    if (at < end && *at != '\n') {
        refuse(line, "byte 0x%02x behind a cell (expected: a comma or the end of the line)",
               (unsigned char)*at);
    }
    if (at < end) at++;
    line++;
    return false;
}

static void refuse(int line_number, const char *why, ...) {
    va_list values;
    va_start(values, why);
    fprintf(stderr, "table-to-json: line %d: ", line_number);
    vfprintf(stderr, why, values);
    fputc('\n', stderr);
    exit(BAD_INPUT);
}

static void out_of_memory(void) {
    fputs("table-to-json: not enough memory for this table\n", stderr);
    exit(OUT_OF_MEMORY);
}
