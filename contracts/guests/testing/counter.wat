;; Counts the jobs of its key: adds one to the number it keeps under the name "n", and writes it. If its input begins
;; with a letter, it does something more after that: t traps, f ends with exit code 3, p publishes "hello" to the
;; topic that the rest of the input names, d forgets the number, q says "full" if there was no room to keep it.
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (import "pointsman/v1" "state_get" (func $state_get (param i32 i32 i32 i32) (result i32)))
  (import "pointsman/v1" "state_set" (func $state_set (param i32 i32 i32 i32) (result i32)))
  (import "pointsman/v1" "state_delete" (func $state_delete (param i32 i32) (result i32)))
  (import "pointsman/v1" "publish"
    (func $publish (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; 0: the input as an iovec (address 256, length 1024), 8: bytes read, 16: the output as an iovec
  (data (i32.const 0) "\00\01\00\00\00\04\00\00")
  (data (i32.const 32) "n")
  (data (i32.const 40) "full")
  (data (i32.const 64) "hello")
  (data (i32.const 80) "com.example.greeting.v1")
  (data (i32.const 112) "text/plain")
  ;; 128 to 144: the number, in decimal digits that end at 144

  (func $number (result i32) ;; what was kept; 0 if nothing was
    (local $length i32) (local $at i32) (local $number i32)
    (local.set $length (call $state_get (i32.const 32) (i32.const 1) (i32.const 128) (i32.const 16)))
    (block $read
      (loop $digit
        (br_if $read (i32.ge_s (local.get $at) (local.get $length)))
        (local.set $number (i32.add
          (i32.mul (local.get $number) (i32.const 10))
          (i32.sub (i32.load8_u offset=128 (local.get $at)) (i32.const 48))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $digit)))
    (local.get $number))

  (func $digits (param $number i32) (result i32) ;; where they begin
    (local $at i32)
    (local.set $at (i32.const 144))
    (loop $digit
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (i32.store8 (local.get $at) (i32.add (i32.rem_u (local.get $number) (i32.const 10)) (i32.const 48)))
      (local.set $number (i32.div_u (local.get $number) (i32.const 10)))
      (br_if $digit (local.get $number)))
    (local.get $at))

  (func $write (param $at i32) (param $length i32)
    (i32.store (i32.const 16) (local.get $at))
    (i32.store (i32.const 20) (local.get $length))
    (if (call $fd_write (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 8)) (then (unreachable))))

  (func $asked (param $letter i32) (result i32)
    (i32.eq (i32.load8_u (i32.const 256)) (local.get $letter)))

  (func (export "_start")
    (local $at i32) (local $length i32) (local $input i32)
    (if (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)) (then (unreachable)))
    (local.set $input (i32.load (i32.const 8)))
    (local.set $at (call $digits (i32.add (call $number) (i32.const 1))))
    (local.set $length (i32.sub (i32.const 144) (local.get $at)))
    (if (call $state_set (i32.const 32) (i32.const 1) (local.get $at) (local.get $length))
      (then
        (if (i32.eqz (call $asked (i32.const 113))) (then (unreachable))) ;; q
        (call $write (i32.const 40) (i32.const 4))
        (return)))
    (if (call $asked (i32.const 116)) (then (unreachable)))               ;; t
    (if (call $asked (i32.const 102)) (then (call $proc_exit (i32.const 3)))) ;; f
    (if (call $asked (i32.const 100))                                     ;; d
      (then (if (call $state_delete (i32.const 32) (i32.const 1)) (then (unreachable)))))
    (if (call $asked (i32.const 112))                                     ;; p
      (then
        (if (call $publish
              (i32.const 257) (i32.sub (local.get $input) (i32.const 1))
              (i32.const 32) (i32.const 1)
              (i32.const 80) (i32.const 23)
              (i32.const 112) (i32.const 10)
              (i32.const 64) (i32.const 5))
          (then (unreachable)))))
    (call $write (local.get $at) (local.get $length))))
