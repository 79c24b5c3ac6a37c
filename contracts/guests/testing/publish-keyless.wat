;; Publishes "hello" without a key to the topic its input names, and succeeds.
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "pointsman/v1" "publish"
    (func $publish (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; 0: the buffer as an iovec (address 256, length 4096), 8: bytes read, 256: the buffer
  (data (i32.const 0) "\00\01\00\00\00\10\00\00")
  (data (i32.const 32) "com.example.greeting.v1")
  (data (i32.const 64) "text/plain")
  (data (i32.const 80) "hello")

  (func (export "_start")
    (if (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)) (then (unreachable)))
    (if (call $publish
          (i32.const 256) (i32.load (i32.const 8)) ;; topic
          (i32.const 16) (i32.const 0)             ;; no key
          (i32.const 32) (i32.const 23)            ;; type
          (i32.const 64) (i32.const 10)            ;; content type
          (i32.const 80) (i32.const 5))            ;; value
      (then (unreachable)))))
