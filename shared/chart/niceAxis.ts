// Round numbers along an axis of figures. In: the least and greatest figure, whether zero belongs. Out: ends and steps.
// An axis without zero never stretches a difference of a few percent over the whole picture.
export type NiceAxis = {
  min: number
  max: number
  interval: number
  /** Zero is not on the axis. */
  cut: boolean
}

const stepOf = (span: number, ticks: number): number => {
  const rough = span / ticks
  const unit = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 2.5, 5, 10].find((k) => k * unit >= rough * 0.999_999) ?? 10) * unit
}

/** Free of binary dust: 0.30000000000000004 is 0.3. */
const clean = (value: number): number => Number(value.toPrecision(12))

export const niceAxis = (
  low: number,
  high: number,
  { zero, ticks = 5 }: { zero: boolean; ticks?: number },
): NiceAxis => {
  const level = Math.max(Math.abs(low), Math.abs(high)) || 1
  // Figures that begin near zero are shown from zero.
  const free = !zero && low * high > 0 && Math.min(Math.abs(low), Math.abs(high)) > level * 0.4
  let from = free ? low : Math.min(0, low)
  let to = free ? high : Math.max(0, high)
  const least = level * (free ? 0.1 : 0)
  if (to - from < least) {
    const middle = (from + to) / 2
    from = middle - least / 2
    to = middle + least / 2
  }
  if (to === from) to = from + 1
  const interval = stepOf(to - from, ticks)
  const min = clean(Math.floor(from / interval + 1e-9) * interval)
  const max = clean(Math.ceil(to / interval - 1e-9) * interval)
  return { min, max, interval, cut: min > 0 || max < 0 }
}

/** Equal reach to both sides. */
export const mirroredAxis = (reach: number): NiceAxis => {
  const { max, interval } = niceAxis(0, reach || 1, { zero: true, ticks: 3 })
  return { min: -max, max, interval, cut: false }
}

export const axisTicks = ({ min, max, interval }: NiceAxis): number[] =>
  Array.from({ length: Math.round((max - min) / interval) + 1 }, (_, i) => clean(min + i * interval))

/** Two axes side by side with as many steps below and above zero, so that their zeros and lines meet. */
export const pairedAxes = (left: NiceAxis, right: NiceAxis): [NiceAxis, NiceAxis] => {
  const below = Math.max(-left.min / left.interval, -right.min / right.interval, 0)
  const above = Math.max(left.max / left.interval, right.max / right.interval, 0)
  const stretch = ({ interval }: NiceAxis): NiceAxis => ({
    min: clean(-Math.round(below) * interval),
    max: clean(Math.round(above) * interval),
    interval,
    cut: false,
  })
  return [stretch(left), stretch(right)]
}
