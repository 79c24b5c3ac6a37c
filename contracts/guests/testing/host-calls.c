/* Makes each host call once, through the C sample binding: logs the value of the configuration
 * `greeting` (which may be longer than the binding's first buffer), publishes it to the topic that
 * the configuration `topic` names, and writes the job's id. */
#include <stdio.h>

#include "../table-to-json/pointsman.h"

int main(void) {
    char *greeting = pointsman_config("greeting");
    char *topic = pointsman_config("topic");
    char *job_id = pointsman_context("job-id");
    if (greeting == NULL || topic == NULL || job_id == NULL) return 3;
    pointsman_log(POINTSMAN_INFO, greeting);
    pointsman_publish((struct pointsman_record){
        .topic = topic,
        .key = job_id,
        .type = "com.example.greeting.v1",
        .content_type = "text/plain",
        .value = greeting,
        .value_length = strlen(greeting),
    });
    puts(job_id);
}
