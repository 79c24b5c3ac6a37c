;; Ends with the exit code its input names in one or two decimal digits: "0", "7", "63", "75".
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  ;; 0: the buffer as an iovec (address 16, length 2), 8: bytes read, 16: the buffer
  (data (i32.const 0) "\10\00\00\00\02\00\00\00")

  (func (export "_start")
    (if (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)) (then (unreachable)))
    (if (i32.eqz (i32.load (i32.const 8))) (then (unreachable)))
    (call $proc_exit
      (if (result i32) (i32.eq (i32.load (i32.const 8)) (i32.const 2))
        (then (i32.add
          (i32.mul (call $digit (i32.const 16)) (i32.const 10))
          (call $digit (i32.const 17))))
        (else (call $digit (i32.const 16))))))

  (func $digit (param $at i32) (result i32)
    (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30))))
