;; A valid module that is no job: it exports a function, but not _start.
(module
  (memory (export "memory") 1)
  (func (export "start") (result i32) (i32.const 42)))
