// A cube on a map as shapes and placed texts. In: cube, definition, projected or yet unprojected boundaries, language,
// theme. Out: a scene, pure, the same for screen, print and file. Never a place coloured that has no figure, never a
// text over another.
import { chartFrame, fontSizes } from '../chart/chartFrame.ts'
import { classLegend } from '../chart/classLegend.ts'
import { chartLooks } from '../chart/chartTheme.ts'
import type { ChartLook, ChartTheme } from '../chart/chartTheme.ts'
import { missingFill } from '../chart/shades.ts'
import type { TextShape } from '../chart/textShapes.ts'
import type { Cube } from '../model/cube.ts'
import { fail } from '../model/failure.ts'
import type { MapDefinition } from '../model/map.ts'
import type { Language } from '../model/text.ts'
import { makeClasses } from './classes.ts'
import type { Classes } from './classes.ts'
import { flowShapes } from './flowShapes.ts'
import { insetShapes } from './insetShapes.ts'
import { mapData, mapFlows } from './mapData.ts'
import type { MapData } from './mapData.ts'
import { figureWords } from './mapFigures.ts'
import { placeLabels } from './mapLabels.ts'
import { classKeys } from './mapLegend.ts'
import { mapTexts } from './mapTexts.ts'
import type { Frame, ProjectedMap } from './project.ts'
import type { Scene, SceneShape } from './scene.ts'
import { symbolKey, symbolShapes } from './symbolShapes.ts'

export type MapSource = {
  codes: string[]
  /** Puts the boundaries into a frame; asked once a drawing. */
  project: (frame: Frame) => ProjectedMap
}

export type DrawnMap = { scene: Scene; data: MapData; classes: Classes | null }

const paint =
  (data: MapData, classes: Classes, fills: { fill: string }[], theme: ChartTheme) =>
  (code: string): string => {
    const shown = data.figures.get(code)?.shown ?? null
    return shown === null ? missingFill[theme] : (fills[classes.classOf(shown)]?.fill ?? missingFill[theme])
  }

const textOf = (lines: string[], top: number, size: number, colour: string, bold = false): TextShape[] =>
  lines.length === 0 ? [] : [{ text: lines.join('\n'), x: 8, y: top, size, colour, bold, valign: 'top' }]

export const drawMap = (
  cube: Cube,
  definition: MapDefinition,
  source: MapSource,
  language: Language,
  theme: ChartTheme,
  { heading = true }: { heading?: boolean } = {},
): DrawnMap => {
  const vi = language === 'vi'
  const look: ChartLook = chartLooks[theme]
  const data = mapData(cube, definition, source.codes)
  if (!data)
    return fail('CHART_NOT_FITTING', {
      reason: vi
        ? 'bảng không có phân tổ lãnh thổ hoặc chỉ tiêu đo đã chọn'
        : 'the table has no territory or not the chosen measure',
    })
  if (data.figures.size === 0)
    return fail('MAP_NOTHING_MATCHES', {
      table: data.tableOnly
        .slice(0, 5)
        .map((c) => c.code)
        .join(', '),
      map: source.codes.slice(0, 5).join(', '),
    })
  const texts = mapTexts(cube, definition, data, language)
  const values = [...data.figures.values()].flatMap((f) => f.shown ?? [])
  const flows = definition.map === 'flows' ? mapFlows(cube, definition, new Set(source.codes)) : null
  if (definition.map === 'flows' && !flows)
    return fail('CHART_NOT_FITTING', {
      reason: vi
        ? 'bản đồ luồng cần hai phân tổ lãnh thổ: nơi đi và nơi đến'
        : 'a flow map needs two territories: from and to',
    })
  const classes =
    definition.map === 'choropleth'
      ? makeClasses(values, definition.classing.method, definition.classing.classes, definition.classing.bounds)
      : null
  const frame = chartFrame({
    widthMm: definition.widthMm,
    heightMm: definition.heightMm,
    title: heading ? texts.title : '',
    unit: texts.unit,
    source: heading ? texts.source : texts.notes,
    legend: [],
  })
  const keyed = classes ? classKeys(data, classes, theme, definition.ramp, language) : null
  const across = { left: frame.plot.left, right: frame.plot.right }
  const ink = { text: look.text, axis: look.axis }
  const probe = classLegend(keyed?.keys ?? [], { ...across, top: 0 }, ink)
  const largest = values.reduce((m, v) => Math.max(m, Math.abs(v)), 0)
  const keyHeight = classes ? probe.height + 4 : 50
  const projected = source.project({
    left: frame.plot.left,
    top: frame.plot.top,
    width: frame.plot.right - frame.plot.left,
    height: frame.plot.bottom - frame.plot.top - keyHeight,
  })
  const keyTop = frame.plot.bottom - keyHeight + 6
  const fillOf =
    classes && keyed ? paint(data, classes, keyed.fills, theme) : () => (theme === 'print' ? '#ffffff' : look.grid)
  const paper = look.background === 'transparent' ? '#1f1f1f' : look.background
  const edge = theme === 'print' || theme === 'contrast' ? look.axis : paper
  const thin = projected.features.length > 400 ? 0.25 : 0.7
  const places = projected.features.map((f): SceneShape => ({
    path: f.path,
    fill: fillOf(f.code),
    stroke: classes ? edge : look.axis,
    strokeWidth: thin,
    code: f.code,
    words: `${f.name}: ${figureWords(data.figures.get(f.code), data.measure, language)}`,
  }))
  const key = classes
    ? legendShapes(keyed?.keys ?? [], { ...across, top: keyTop }, ink)
    : definition.map === 'flows'
      ? { shapes: [], texts: [] }
      : symbolKey(data, largest, { left: frame.plot.left, top: keyTop }, look, language)
  const drawn =
    definition.map === 'symbols'
      ? symbolShapes(projected, data, largest, look, language)
      : flows
        ? flowShapes(projected, flows, { left: frame.plot.left, top: keyTop }, look, language)
        : { shapes: [], texts: [] }
  const insets = insetShapes(projected, fillOf, look, language)
  const taken = [...insets.texts, ...key.texts, ...drawn.texts]
  const labels = placeLabels(projected, data, definition, look, language, taken, insets.frames, fillOf)
  const scene: Scene = {
    width: frame.width,
    height: frame.height,
    background: look.background,
    shapes: [...places, ...insets.shapes, ...drawn.shapes, ...key.shapes],
    texts: [
      ...textOf(frame.title.lines, frame.title.top, fontSizes.title, look.text, true),
      ...textOf(frame.unit.lines, frame.unit.top, fontSizes.unit, look.muted),
      ...textOf(frame.source.lines, frame.source.top, fontSizes.small, look.muted),
      ...taken,
      ...labels,
    ],
    description: describe(texts.title, texts.unit, data, values.length, language),
  }
  return { scene, data, classes }
}

const describe = (title: string, unit: string, data: MapData, drawn: number, language: Language): string => {
  const ranked = [...data.figures.values()]
    .filter((f) => f.shown !== null)
    .sort((a, b) => (b.shown ?? 0) - (a.shown ?? 0))
  const [first, last] = [ranked[0], ranked.at(-1)]
  const named = (f: typeof first): string =>
    f ? `${f.category.label[language]} (${figureWords(f, data.measure, language)})` : ''
  return language === 'vi'
    ? `${title}. ${unit}. ${drawn} nơi có số liệu, ${data.mapOnly.length} nơi không có. Lớn nhất: ${named(first)}; nhỏ nhất: ${named(last)}.`
    : `${title}. ${unit}. ${drawn} places with a figure, ${data.mapOnly.length} without. Largest: ${named(first)}; smallest: ${named(last)}.`
}

/** The rows of a class key as shapes and texts of a scene. */
const legendShapes = (
  keys: { fill: string; text: string }[],
  at: { left: number; top: number; right: number },
  ink: { text: string; axis: string },
): { shapes: SceneShape[]; texts: TextShape[] } => {
  const shapes: SceneShape[] = []
  const texts: TextShape[] = []
  for (const { x, y, key } of classLegend(keys, at, ink).places) {
    shapes.push({ path: `M${x},${y}h11v11h-11Z`, fill: key.fill, stroke: ink.axis, strokeWidth: 0.5 })
    texts.push({ text: key.text, x: x + 15, y: y + 5.5, size: fontSizes.small, colour: ink.text })
  }
  return { shapes, texts }
}
