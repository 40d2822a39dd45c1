// A series as a line the height of a row, its last point marked; gaps stay gaps. In: figures, null where there is none,
// a name. Out: a picture. Always stands beside its last figure in words.
type Props = { values: readonly (number | null)[]; label: string; width?: number; height?: number }

const margin = 3

export const Sparkline = ({ values, label, width = 120, height = 22 }: Props) => {
  const known = values.filter((value) => value !== null)
  const low = Math.min(...known)
  const span = Math.max(...known) - low || 1
  const x = (at: number): number => margin + (at / Math.max(1, values.length - 1)) * (width - 2 * margin)
  const y = (value: number): number => height - margin - ((value - low) / span) * (height - 2 * margin)
  const path = values
    .map((value, at) => {
      if (value === null) return ''
      const starts = at === 0 || values[at - 1] === null
      return `${starts ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
    })
    .join('')
  const last = values.at(-1)
  return (
    <svg className="sd-sparkline" width={width} height={height} role="img" aria-label={label}>
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" />
      {last !== null && last !== undefined && (
        <circle cx={x(values.length - 1)} cy={y(last)} r="2.5" fill="currentColor" />
      )}
    </svg>
  )
}
