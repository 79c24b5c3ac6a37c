;; Calls four host functions in turn, as many times as it is told: what a call costs is measured with it.
(module
  (import "bench" "a" (func $a (param i32) (result i32)))
  (import "bench" "b" (func $b (param i32) (result i32)))
  (import "bench" "c" (func $c (param i32) (result i32)))
  (import "bench" "d" (func $d (param i32) (result i32)))
  (memory (export "memory") 1)

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
