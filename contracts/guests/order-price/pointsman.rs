//! What a job may ask of Pointsman, for Rust. A sample to copy into a job, not a package.
//!
//! A job imports only the functions it uses. Asking for something the tenant was not granted ends
//! the job on the spot (`capability-denied`), so none of these calls has an error for that.
#![allow(dead_code)] // a copy serves jobs that use only a part of it

#[derive(Clone, Copy)]
pub enum Level {
    Trace,
    Debug,
    Info,
    Warn,
    Error,
    Critical,
}

/// Writes one log line, in the name of this tenant and job.
pub fn log(level: Level, line: &str) {
    unsafe { host::log(level as i32, line.as_ptr(), line.len()) };
}

/// The value the operator set for this tenant; `None` when there is no such key.
pub fn config(key: &str) -> Option<String> {
    ask(|out, capacity| unsafe { host::config_get(key.as_ptr(), key.len(), out, capacity) })
}

/// A fact about this job: `tenant`, `job-id`, `attempt`, `deadline-millis`, `traceparent` ...
pub fn context(name: &str) -> Option<String> {
    ask(|out, capacity| unsafe { host::context_get(name.as_ptr(), name.len(), out, capacity) })
}

/// A record for a topic. It becomes visible together with the job's success, or not at all.
pub struct Record<'a> {
    pub topic: &'a str,
    pub key: &'a str,
    pub event_type: &'a str,
    pub content_type: &'a str,
    pub value: &'a [u8],
}

pub fn publish(record: &Record) {
    let Record { topic, key, event_type, content_type, value } = record;
    unsafe {
        host::publish(
            topic.as_ptr(), topic.len(),
            key.as_ptr(), key.len(),
            event_type.as_ptr(), event_type.len(),
            content_type.as_ptr(), content_type.len(),
            value.as_ptr(), value.len(),
        )
    };
}

/// The host answers with a length, with -1 for "not there", or with -(n+1) for "needs n bytes".
fn ask(call: impl Fn(*mut u8, usize) -> i32) -> Option<String> {
    let mut buffer = vec![0; 128];
    loop {
        match call(buffer.as_mut_ptr(), buffer.len()) {
            -1 => return None,
            needed if needed < 0 => buffer.resize(!needed as usize, 0),
            written => {
                buffer.truncate(written as usize);
                return Some(String::from_utf8_lossy(&buffer).into_owned());
            }
        }
    }
}

/// What a job of this tenant and key has kept; `None` when there is nothing of this name. What a job
/// keeps becomes visible to the next one when it succeeds; only jobs whose records have a key may.
pub fn state(name: &str) -> Option<Vec<u8>> {
    let mut buffer = vec![0; 128];
    loop {
        let (out, capacity) = (buffer.as_mut_ptr(), buffer.len());
        match unsafe { host::state_get(name.as_ptr(), name.len(), out, capacity) } {
            -1 => return None,
            needed if needed < 0 => buffer.resize(!needed as usize, 0),
            written => {
                buffer.truncate(written as usize);
                return Some(buffer);
            }
        }
    }
}

/// Whether the tenant has room for it; if not, nothing has changed.
pub fn keep(name: &str, value: &[u8]) -> bool {
    unsafe { host::state_set(name.as_ptr(), name.len(), value.as_ptr(), value.len()) == 0 }
}

/// Whether there was something of this name.
pub fn forget(name: &str) -> bool {
    unsafe { host::state_delete(name.as_ptr(), name.len()) == 0 }
}

/// The next names that begin with the prefix, behind this one (at first ""); none at the end.
pub fn names(prefix: &str, after: &str) -> Vec<String> {
    let mut buffer = vec![0; 4096];
    let length = unsafe {
        host::state_list(
            prefix.as_ptr(), prefix.len(),
            after.as_ptr(), after.len(),
            buffer.as_mut_ptr(), buffer.len(),
        )
    };
    buffer.truncate(length as usize);
    let mut names = Vec::new();
    let mut rest = &buffer[..];
    while let Some((&length, bytes)) = rest.split_first() {
        let (name, others) = bytes.split_at(length as usize);
        names.push(String::from_utf8_lossy(name).into_owned());
        rest = others;
    }
    names
}

mod host {
    #[link(wasm_import_module = "pointsman/v1")]
    extern "C" {
        pub fn log(level: i32, line: *const u8, length: usize) -> i32;
        pub fn config_get(key: *const u8, length: usize, out: *mut u8, capacity: usize) -> i32;
        pub fn context_get(name: *const u8, length: usize, out: *mut u8, capacity: usize) -> i32;
        pub fn publish(
            topic: *const u8, topic_length: usize,
            key: *const u8, key_length: usize,
            event_type: *const u8, event_type_length: usize,
            content_type: *const u8, content_type_length: usize,
            value: *const u8, value_length: usize,
        ) -> i32;
        pub fn state_get(name: *const u8, length: usize, out: *mut u8, capacity: usize) -> i32;
        pub fn state_set(name: *const u8, length: usize, value: *const u8, size: usize) -> i32;
        pub fn state_delete(name: *const u8, length: usize) -> i32;
        pub fn state_list(
            prefix: *const u8, prefix_length: usize,
            after: *const u8, after_length: usize,
            out: *mut u8, capacity: usize,
        ) -> i32;
        pub fn secret_get(name: *const u8, length: usize, out: *mut u8, capacity: usize) -> i32;
        pub fn metric_add(name: *const u8, length: usize, amount: i64) -> i32;
        pub fn http_request(
            method: *const u8, method_length: usize,
            url: *const u8, url_length: usize,
            headers: *const u8, headers_length: usize,
            body: *const u8, body_length: usize,
            out: *mut u8, capacity: usize,
        ) -> i32;
    }
}

/// A secret the operator set for this tenant; `None` when there is no such name.
pub fn secret(name: &str) -> Option<String> {
    ask(|out, capacity| unsafe { host::secret_get(name.as_ptr(), name.len(), out, capacity) })
}

/// Adds to a counter that the tenant's policy names; counted when the job succeeds.
pub fn metric(name: &str, amount: i64) {
    unsafe { host::metric_add(name.as_ptr(), name.len(), amount) };
}

/// Asks the web, and waits. Headers are lines `name: value\n`. The answer is its status, a line for each header, an empty
/// line, and the body; `0 ` and a name instead of the status when there was no answer.
pub fn http(method: &str, url: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut buffer = vec![0; 4096];
    loop {
        let answer = unsafe {
            host::http_request(
                method.as_ptr(), method.len(),
                url.as_ptr(), url.len(),
                headers.as_ptr(), headers.len(),
                body.as_ptr(), body.len(),
                buffer.as_mut_ptr(), buffer.len(),
            )
        };
        if answer >= 0 {
            buffer.truncate(answer as usize);
            return buffer;
        }
        buffer.resize(!answer as usize, 0); // asked again, the host hands over the answer it has
    }
}
