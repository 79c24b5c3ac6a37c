;; A proper job, but for two imports no host has: a foreign one, and one that is only misspelt.
(module
  (import "env" "frobnicate" (func $frobnicate (param i32) (result i32)))
  (import "pointsman/v1" "config_gett" (func $config_gett (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $frobnicate (i32.const 1)))
    (drop (call $config_gett (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
    (call $proc_exit (i32.const 0))))
