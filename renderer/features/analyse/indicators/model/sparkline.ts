// A series as the path of a small line. In: values in order, null where there is no figure. Out: SVG path text with
// gaps.
export type Spark = { path: string; last: { x: number; y: number } | null }

export const sparkline = (values: readonly (number | null)[], width: number, height: number, margin = 2): Spark => {
  const known = values.filter((v) => v !== null)
  if (known.length === 0) return { path: '', last: null }
  const low = Math.min(...known)
  const span = Math.max(...known) - low
  const x = (i: number): number =>
    round(margin + (values.length === 1 ? (width - 2 * margin) / 2 : (i * (width - 2 * margin)) / (values.length - 1)))
  const y = (v: number): number =>
    round(span === 0 ? height / 2 : height - margin - ((v - low) / span) * (height - 2 * margin))
  let path = ''
  let last: Spark['last'] = null
  let drawing = false
  values.forEach((v, i) => {
    if (v === null) {
      drawing = false
      return
    }
    path += `${drawing ? 'L' : 'M'}${x(i)} ${y(v)}`
    drawing = true
    last = { x: x(i), y: y(v) }
  })
  return { path, last }
}

const round = (n: number): number => Math.round(n * 10) / 10
