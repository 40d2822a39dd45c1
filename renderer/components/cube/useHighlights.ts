// How conditional formats look on screen: weight, background, bar, scale. In: cube and layout. Out: a CSS style per
// cell. Colours come from the theme; a style always changes more than the colour.
import type { CSSProperties } from 'react'
import { useMemo } from 'react'
import { conditionalStyles } from '#shared/format/conditionalStyles.ts'
import type { CellStyle } from '#shared/format/conditionalStyles.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { Cube } from '#shared/model/cube.ts'

const named: Record<NonNullable<CellStyle['style']>, CSSProperties> = {
  strong: { fontWeight: '700' },
  good: {
    backgroundColor: 'var(--colorPaletteGreenBackground2)',
    color: 'var(--colorPaletteGreenForeground2)',
    fontWeight: '600',
  },
  bad: {
    backgroundColor: 'var(--colorPaletteRedBackground2)',
    color: 'var(--colorPaletteRedForeground2)',
    fontWeight: '600',
  },
  attention: {
    backgroundColor: 'var(--colorPaletteYellowBackground2)',
    color: 'var(--colorPaletteYellowForeground2)',
    textDecoration: 'underline',
  },
  muted: { color: 'var(--colorNeutralForeground3)', fontStyle: 'italic' },
}

/** Styles given to a cell before stay on it unless they are named again. */
const plain: CSSProperties = {
  fontWeight: '',
  backgroundColor: '',
  backgroundImage: '',
  color: '',
  textDecoration: '',
  fontStyle: '',
}

const cssOf = (style: CellStyle | undefined): CSSProperties => {
  if (!style) return plain
  const css: CSSProperties = { ...plain }
  if (style.scale !== undefined)
    css.backgroundColor = `color-mix(in srgb, var(--colorBrandBackground) ${Math.round(6 + style.scale * 44)}%, transparent)`
  if (style.bar) {
    const length = `${Math.round(style.bar.share * 100)}%`
    css.backgroundImage = `linear-gradient(to ${style.bar.negative ? 'left' : 'right'}, color-mix(in srgb, ${style.bar.negative ? 'var(--colorPaletteRedBackground3)' : 'var(--colorBrandBackground)'} 28%, transparent) ${length}, transparent ${length})`
  }
  return style.style ? { ...css, ...named[style.style] } : css
}

export const useHighlights = (
  cube: Cube,
  layout: TableLayout,
): ((row: number, column: number) => CSSProperties | null) | null =>
  useMemo((): ((row: number, column: number) => CSSProperties | null) | null => {
    if ((cube.conditionalFormats ?? []).length === 0) return null
    const styles = conditionalStyles(cube, layout)
    return (row: number, column: number) => cssOf(styles[row]?.[column])
  }, [cube, layout])
