// A series as a small line with its last point marked. The figures stand beside it; it is a picture for the eye only.
import { sparkline } from './model/sparkline.ts'

export const Sparkline = ({ values }: { values: readonly (number | null)[] }) => {
  const { path, last } = sparkline(values, 120, 24)
  if (path === '') return null
  return (
    <svg width="120" height="24" viewBox="0 0 120 24" aria-hidden="true" className="in-spark">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      {last && <circle cx={last.x} cy={last.y} r="2.2" fill="currentColor" />}
    </svg>
  )
}
