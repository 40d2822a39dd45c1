// A ruler in millimetres along the canvas: a mark at every 5, a number at every 20. A picture for the eye only.
import { pixelsPerMm } from '#shared/chart/chartFrame.ts'

export const Ruler = ({
  millimetres,
  zoom,
  direction,
}: {
  millimetres: number
  zoom: number
  direction: 'horizontal' | 'vertical'
}) => {
  const length = millimetres * pixelsPerMm * zoom
  const marks = Array.from({ length: Math.floor(millimetres / 5) + 1 }, (_, i) => i * 5)
  const across = direction === 'horizontal'
  return (
    <svg
      className={`ch-ruler ch-ruler--${direction}`}
      width={across ? length + 16 : 20}
      height={across ? 20 : length + 8}
      aria-hidden="true"
    >
      {marks.map((mm) => {
        const at = mm * pixelsPerMm * zoom + 0.5
        const size = mm % 20 === 0 ? 8 : mm % 10 === 0 ? 6 : 3
        return (
          <line
            key={mm}
            x1={across ? at : 20 - size}
            x2={across ? at : 20}
            y1={across ? 20 - size : at}
            y2={across ? 20 : at}
            stroke="currentColor"
          />
        )
      })}
      {marks
        .filter((mm) => mm % 20 === 0 && mm > 0)
        .map((mm) => {
          const at = mm * pixelsPerMm * zoom
          return (
            <text
              key={mm}
              x={across ? at : 9}
              y={across ? 10 : at + 3}
              textAnchor="middle"
              fontSize="9"
              fill="currentColor"
            >
              {mm}
            </text>
          )
        })}
    </svg>
  )
}
