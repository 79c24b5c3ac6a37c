;; Calls four host functions in turn, as many times as it is told: what a call costs is measured with it. It imports
;; what order-price does, too, and never calls it: what an instance pays for its imports is measured as well. It has no
;; memory, which would cost every way to the context the same.
(module
  (import "pointsman/v1" "config_get" (func (param i32 i32 i32 i32) (result i32)))
  (import "pointsman/v1" "context_get" (func (param i32 i32 i32 i32) (result i32)))
  (import "pointsman/v1" "log" (func (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_get" (func (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))
  (import "bench" "a" (func $a (param i32) (result i32)))
  (import "bench" "b" (func $b (param i32) (result i32)))
  (import "bench" "c" (func $c (param i32) (result i32)))
  (import "bench" "d" (func $d (param i32) (result i32)))

  (func $loop (export "loop") (param $rounds i32) (result i32)
    (local $sum i32)
    (loop $again
      (local.set $sum (call $a (local.get $sum)))
      (local.set $sum (call $b (local.get $sum)))
      (local.set $sum (call $c (local.get $sum)))
      (local.set $sum (call $d (local.get $sum)))
      (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
      (br_if $again (local.get $rounds)))
    (local.get $sum))

  (func (export "_start")
    (drop (call $loop (i32.const 250)))))
