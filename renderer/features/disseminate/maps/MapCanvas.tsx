// A scene on screen: shapes and texts of an SVG, places that answer to the pointer and show which one is chosen. In: a
// scene. Out: the code that was pressed. Never a drawing of its own.
import { memo } from 'react'
import type { MouseEvent } from 'react'
import { anchorOf, textLines } from '#shared/map/sceneSvg.ts'
import { chartFont } from '#shared/chart/chartTheme.ts'
import type { Scene } from '#shared/map/scene.ts'

export type MapCanvasProps = { scene: Scene; chosen: string | null; onChoose: (code: string | null) => void }

const Shapes = memo(({ scene }: { scene: Scene }) => (
  <>
    {scene.shapes.map((shape, i) => (
      <path
        // oxlint-disable-next-line react/no-array-index-key
        key={i}
        d={shape.path}
        fill={shape.fill}
        fillRule="evenodd"
        stroke={shape.stroke}
        strokeWidth={shape.strokeWidth}
        strokeLinejoin="round"
        opacity={shape.opacity}
        data-code={shape.code}
      >
        {shape.words !== undefined && <title>{shape.words}</title>}
      </path>
    ))}
    {scene.texts.flatMap((text, i) =>
      textLines(text).map(({ line, y }) => (
        <text
          key={`${i} ${y}`}
          x={text.x}
          y={y}
          dominantBaseline="central"
          textAnchor={anchorOf(text)}
          fontFamily={chartFont}
          fontSize={text.size}
          fontWeight={text.bold ? 700 : 400}
          fill={text.colour}
          {...(text.halo !== undefined && text.halo !== 'transparent'
            ? { stroke: text.halo, strokeWidth: 2.2, paintOrder: 'stroke' }
            : {})}
        >
          {line}
        </text>
      )),
    )}
  </>
))

export const MapCanvas = ({ scene, chosen, onChoose }: MapCanvasProps) => {
  const press = (event: MouseEvent<SVGSVGElement>): void => {
    const found = event.target instanceof SVGElement ? event.target.closest('[data-code]') : null
    onChoose(found?.getAttribute('data-code') ?? null)
  }
  return (
    <svg
      width={scene.width}
      height={scene.height}
      viewBox={`0 0 ${scene.width} ${scene.height}`}
      role="img"
      aria-label={scene.description}
      onClick={press}
      style={{ background: scene.background, display: 'block' }}
    >
      <Shapes scene={scene} />
      {chosen !== null &&
        scene.shapes
          .filter((s) => s.code === chosen)
          .map((s) => (
            <path key={s.path} d={s.path} fill="none" stroke="#d13438" strokeWidth={2.2} pointerEvents="none" />
          ))}
    </svg>
  )
}
