// The size of an element in CSS pixels, followed as the window changes. In: a reference. Out: width and height; 0 at
// first.
import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

export const useElementSize = (element: RefObject<HTMLElement | null>): { width: number; height: number } => {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const target = element.current
    if (!target) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) })
    })
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
