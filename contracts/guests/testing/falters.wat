;; Asks to be tried again on as many attempts as its input says, one decimal digit, and then answers "done".
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (import "pointsman/v1" "context_get" (func $context_get (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; 0: the input as an iovec (address 16, length 1), 8: bytes read, 24: the attempt, 48: the output as an iovec
  (data (i32.const 0) "\10\00\00\00\01\00\00\00")
  (data (i32.const 32) "attempt")
  (data (i32.const 48) "\40\00\00\00\04\00\00\00")
  (data (i32.const 64) "done")

  (func (export "_start")
    (if (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)) (then (unreachable)))
    (if (i32.ne (call $context_get (i32.const 32) (i32.const 7) (i32.const 24) (i32.const 8)) (i32.const 1))
      (then (unreachable)))
    (if (i32.le_u (i32.load8_u (i32.const 24)) (i32.load8_u (i32.const 16)))
      (then (call $proc_exit (i32.const 75))))
    (if (call $fd_write (i32.const 1) (i32.const 48) (i32.const 1) (i32.const 56)) (then (unreachable)))))
