// Rectangles in proportion to figures, as near to squares as they can be (Bruls, Huizing and van Wijk 2000). In:
// figures from large to small, a rectangle. Out: a rectangle each, in the same order. Never an area out of proportion.
export type Rect = { x: number; y: number; width: number; height: number }

const worst = (row: number[], side: number, scale: number): number => {
  const sum = row.reduce((s, v) => s + v, 0) * scale
  const [large, small] = [Math.max(...row) * scale, Math.min(...row) * scale]
  return Math.max((side * side * large) / (sum * sum), (sum * sum) / (side * side * small))
}

export const squarify = (values: number[], into: Rect): Rect[] => {
  const total = values.reduce((s, v) => s + v, 0)
  const placed: Rect[] = []
  if (total <= 0) return placed
  const scale = (into.width * into.height) / total
  let rest = { ...into }
  let index = 0
  while (index < values.length) {
    const side = Math.min(rest.width, rest.height)
    const row: number[] = [values[index] ?? 0]
    while (index + row.length < values.length) {
      const next = values[index + row.length] ?? 0
      if (worst([...row, next], side, scale) > worst(row, side, scale)) break
      row.push(next)
    }
    const thickness = side === 0 ? 0 : (row.reduce((s, v) => s + v, 0) * scale) / side
    let at = 0
    for (const value of row) {
      const length = thickness === 0 ? 0 : (value * scale) / thickness
      placed.push(
        rest.width >= rest.height
          ? { x: rest.x, y: rest.y + at, width: thickness, height: length }
          : { x: rest.x + at, y: rest.y, width: length, height: thickness },
      )
      at += length
    }
    rest =
      rest.width >= rest.height
        ? { ...rest, x: rest.x + thickness, width: Math.max(0, rest.width - thickness) }
        : { ...rest, y: rest.y + thickness, height: Math.max(0, rest.height - thickness) }
    index += row.length
  }
  return placed
}
