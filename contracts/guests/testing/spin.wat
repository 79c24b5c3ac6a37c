;; Never ends by itself: what deadline and fuel are for.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $forever (br $forever))))
