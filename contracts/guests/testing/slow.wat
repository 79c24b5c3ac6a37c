;; Takes as many seconds as its input names in decimal. A guest has nothing to wait with, so it spins; it counts between
;; two looks at the clock, so that a second costs some hundred host calls and not millions.
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  ;; 0: the buffer as an iovec (address 32, length 4), 8: bytes read, 16: the time, 32: the buffer
  (data (i32.const 0) "\20\00\00\00\04\00\00\00")

  (func (export "_start") (local $end i64)
    (if (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)) (then (unreachable)))
    (local.set $end
      (i64.add (call $now) (i64.mul (i64.extend_i32_u (call $seconds)) (i64.const 1000000000))))
    (loop $look
      (call $count (i32.const 1000000))
      (br_if $look (i64.lt_u (call $now) (local.get $end)))))

  (func $seconds (result i32) (local $at i32) (local $number i32)
    (loop $digit
      (if (i32.lt_u (local.get $at) (i32.load (i32.const 8)))
        (then
          (local.set $number (i32.add
            (i32.mul (local.get $number) (i32.const 10))
            (i32.sub (i32.load8_u offset=32 (local.get $at)) (i32.const 0x30))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $digit))))
    (local.get $number))

  (func $now (result i64) ;; nanoseconds since the start of the job
    (if (call $clock_time_get (i32.const 1) (i64.const 0) (i32.const 16)) (then (unreachable)))
    (i64.load (i32.const 16)))

  (func $count (param $left i32)
    (loop $more
      (br_if $more (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))))
