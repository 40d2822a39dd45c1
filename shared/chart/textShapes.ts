// Texts and lines put at a place of the picture by us, and spread so that none covers another. In: pixels. Out: graphic
// elements. Never a text outside the room it was given.
import { chartFont } from './chartTheme.ts'
import { textWidth } from './textFit.ts'

export type TextShape = {
  x: number
  y: number
  text: string
  size: number
  colour: string
  align?: 'left' | 'center' | 'right'
  valign?: 'top' | 'middle' | 'bottom'
  bold?: boolean
  /** Colour of a rim that keeps the text readable over lines. */
  halo?: string
}

export const textShape = ({ x, y, text, size, colour, align = 'left', valign = 'middle', bold, halo }: TextShape) => ({
  type: 'text' as const,
  silent: true,
  z: 20,
  style: {
    text,
    x,
    y,
    fill: colour,
    fontSize: size,
    fontFamily: chartFont,
    fontWeight: bold ? 700 : 400,
    align,
    verticalAlign: valign,
    lineHeight: size * 1.3,
    ...(halo !== undefined && halo !== 'transparent' ? { stroke: halo, lineWidth: 2.5 } : {}),
  },
})

export const lineShape = (
  from: [number, number],
  to: [number, number],
  colour: string,
  { width = 1, dash, z = 5 }: { width?: number; dash?: number[]; z?: number } = {},
) => ({
  type: 'line' as const,
  silent: true,
  z,
  shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
  style: { stroke: colour, lineWidth: width, ...(dash ? { lineDash: dash } : {}) },
})

export const rectShape = (
  shape: { x: number; y: number; width: number; height: number },
  style: { fill: string; stroke?: string; lineWidth?: number; opacity?: number },
  z = 2,
) => ({ type: 'rect' as const, silent: true, z, shape, style })

/** Places as near to the wanted ones as room for each allows, in the same order; null when there is no room for all. */
export const spread = (wanted: { at: number; size: number }[], from: number, to: number): number[] | null => {
  if (wanted.reduce((sum, w) => sum + w.size, 0) > to - from + 0.01) return null
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a]?.at ?? 0) - (wanted[b]?.at ?? 0) || a - b)
  // Blocks of labels that touch, each centred over what its members want (pool adjacent violators).
  const blocks: { members: number[]; size: number; start: number }[] = []
  const startOf = (members: number[], size: number): number => {
    let before = 0
    let sum = 0
    for (const m of members) {
      const w = wanted[m]
      if (!w) continue
      sum += w.at - w.size / 2 - before
      before += w.size
    }
    return Math.min(Math.max(sum / members.length, from), to - size)
  }
  for (const index of order) {
    const size = wanted[index]?.size ?? 0
    let block = { members: [index], size, start: startOf([index], size) }
    let last = blocks.at(-1)
    while (last && last.start + last.size > block.start) {
      blocks.pop()
      const members = [...last.members, ...block.members]
      const whole = last.size + block.size
      block = { members, size: whole, start: startOf(members, whole) }
      last = blocks.at(-1)
    }
    blocks.push(block)
  }
  const places: number[] = wanted.map(() => 0)
  for (const block of blocks) {
    let at = block.start
    for (const m of block.members) {
      const size = wanted[m]?.size ?? 0
      places[m] = at + size / 2
      at += size
    }
  }
  return places
}

export type Box = { left: number; top: number; right: number; bottom: number }

export const boxOf = ({
  x,
  y,
  text,
  size,
  align = 'left',
  valign = 'middle',
  bold,
}: Omit<TextShape, 'colour'>): Box => {
  const lines = text.split('\n')
  const width = Math.max(...lines.map((line) => textWidth(line, size, bold)))
  const height = lines.length * size * 1.3
  const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
  const top = valign === 'top' ? y : valign === 'bottom' ? y - height : y - height / 2
  return { left, top, right: left + width, bottom: top + height }
}

export const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

export const within = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
