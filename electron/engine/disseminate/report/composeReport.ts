// A report with everything in it: numbers counted, live figures worded, references resolved, lists of contents made.
// In: a definition, the protected cubes and charts it names. Out: blocks ready to be set on paper, and what could not
// be filled. Pure.
import { chartOption } from '#shared/chart/chartOption.ts'
import { liveFigureText } from '#shared/format/liveFigureText.ts'
import type { LiveText } from '#shared/format/liveFigureText.ts'
import type { FigureChange } from '#shared/contract/issues.ts'
import type { ReportProblem } from '#shared/contract/reports.ts'
import type { ChartDefinition, CubeSource } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { LiveFigure } from '#shared/model/liveFigure.ts'
import type { MapDefinition } from '#shared/model/map.ts'
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { noteMark } from './noteMarks.ts'
import { numberBlocks } from './numberBlocks.ts'
import type { Numbering } from './numberBlocks.ts'

/**
 * What a source turned out to be: its cube; no records at all for this issue, said in a sentence; or why there is none
 * (a table that was deleted, a variable that left).
 */
export type ReportSource = { cube: ProtectedCube } | { empty: Bilingual } | { problem: Bilingual }
export type ReportChart = { chart: ChartDefinition } | { problem: Bilingual }
/** A map with the pen that draws it on the workspace's boundaries: a drawing that stands in a page of our fonts. */
export type ReportMap =
  | { map: MapDefinition; draw: (cube: ProtectedCube, language: Language) => MapDrawing }
  | { problem: Bilingual }
export type MapDrawing = { svg: string; heads: string[]; rows: string[][] }
export type ReportSources = {
  cube: (source: CubeSource) => ReportSource
  chart: (id: string) => ReportChart
  map: (id: string) => ReportMap
}
/** The period and territory this issue is made for; empty texts where the report has none. */
export type ReportIssue = { period: Bilingual; territory: Bilingual }

export type ContentsEntry = { label: Bilingual; text: Bilingual; target: string; level: number }
export type PanelItem = { label: Bilingual; figure: Bilingual; change: Bilingual | null }
export type ComposedBlock =
  | { type: 'heading'; text: Bilingual; level: number; number: string; target: string }
  | { type: 'paragraph'; text: Bilingual; style: 'text' | 'bullet' | 'note' }
  | { type: 'panel'; items: PanelItem[] }
  | { type: 'table'; source: CubeSource; cube: ProtectedCube; number: string; maxRows?: number; target: string }
  | { type: 'chart'; cube: ProtectedCube; chart: ChartDefinition; number: string; target: string }
  | {
      type: 'map'
      cube: ProtectedCube
      map: MapDefinition
      /** Drawn once, for the languages the report has. */
      drawn: Partial<Record<Language, MapDrawing>>
      number: string
      target: string
    }
  /** The footnotes of a part, at its end; a Word document has its own at the foot of each page. */
  | { type: 'notes'; notes: ReportNote[] }
  /** At the end of an issue: figures that are other ones than in the issue before. */
  | { type: 'changes'; changes: FigureChange[] }
  | { type: 'contents'; of: 'headings' | 'tables' | 'figures'; entries: ContentsEntry[] }
  | { type: 'page_break' }
  | { type: 'section'; orientation: 'portrait' | 'landscape' }
  /** Stands where something could not be filled, so that no hole passes for an empty page. */
  | { type: 'problem'; text: Bilingual }

export type ReportNote = { number: number; text: Bilingual }
/** What every page says of itself until a second person has approved it, and which issue it is. */
export type ReportStanding = { mark: Bilingual | null; imprint: Bilingual }

export type ComposedReport = {
  definition: ReportDefinition
  title: Bilingual
  blocks: ComposedBlock[]
  problems: ReportProblem[]
  /** Every protected cube the report shows or speaks of, once. */
  used: { source: CubeSource; cube: ProtectedCube }[]
  /** The words of each heading and paragraph with everything filled in, by block of the definition. */
  words: { block: number; text: Bilingual }[]
  /** The colour of the office's rules; absent: ours. */
  accent?: string
  standing?: ReportStanding
}

const placeholder = /\{(?:(ref:)?([a-z][a-z0-9_]*)|note:(\d+))\}/g

type Filled = { text: Bilingual; problems: Bilingual[] }

const problemOf = (figure: LiveFigure, said: LiveText): Bilingual | null =>
  said.state === 'missing'
    ? {
        vi: `Số liệu {${figure.id}} không còn trong bảng hoặc chỉ tiêu nguồn “${figure.source.id}”.`,
        en: `The figure {${figure.id}} is no longer in its source “${figure.source.id}”.`,
      }
    : null

/** The text with every placeholder filled; what cannot be is said and stays visible as typed. */
const fillText = (
  text: Bilingual,
  figures: readonly LiveFigure[],
  { references }: Numbering,
  issue: ReportIssue,
  sources: ReportSources,
  notes: readonly ReportNote[] = [],
): Filled => {
  const problems = new Map<string, Bilingual>()
  const said = (figure: LiveFigure): Bilingual => {
    const source = sources.cube(figure.source)
    if ('problem' in source) {
      problems.set(figure.id, source.problem)
      return { vi: '[…]', en: '[…]' }
    }
    if ('empty' in source) return { vi: 'chưa có số liệu', en: 'not available' }
    const live = liveFigureText(source.cube, figure)
    const problem = problemOf(figure, live)
    if (problem) problems.set(figure.id, problem)
    return live.text
  }
  const wordsOf = (name: string, reference: boolean): Bilingual | null => {
    if (reference) return references.get(name)?.label ?? null
    if (name === 'period') return issue.period
    if (name === 'territory') return issue.territory
    const figure = figures.find((f) => f.id === name)
    return figure ? said(figure) : null
  }
  const fill = (language: 'vi' | 'en'): string =>
    text[language].replace(placeholder, (typed: string, reference?: string, name = '', nth?: string) => {
      const note = notes[Number(nth ?? 0) - 1]
      if (note) return noteMark(note.number)
      const words = nth === undefined ? wordsOf(name, reference !== undefined) : null
      if (words !== null) return words[language]
      problems.set(typed, {
        vi: `${typed} không trỏ tới số liệu, biểu, hình hay chú thích nào của báo cáo.`,
        en: `${typed} names no figure, table, chart or note of the report.`,
      })
      return typed
    })
  const filled = { vi: fill('vi'), en: fill('en') }
  return { text: filled, problems: [...problems.values()] }
}

export const titleOfPicture = (cube: ProtectedCube, chart: { title: Bilingual }): Bilingual => ({
  vi: chart.title.vi || cube.title.vi,
  en: chart.title.en || cube.title.en,
})

const notDrawn = (title: Bilingual, why: Bilingual): ComposedBlock => ({
  type: 'paragraph',
  style: 'note',
  text: {
    vi: `${title.vi}: không vẽ được cho kỳ và địa bàn này. ${why.vi}`,
    en: `${title.en}: not drawn for this period and territory. ${why.en}`,
  },
})

const failureWords = (thrown: unknown): Bilingual => {
  const failure = toFailureValue(thrown)
  return { vi: failureMessage(failure, 'vi'), en: failureMessage(failure, 'en') }
}

const mapDrawings = (
  language: ReportDefinition['language'],
  draw: (language: Language) => MapDrawing,
): Partial<Record<Language, MapDrawing>> => {
  if (language === 'both') return { vi: draw('vi'), en: draw('en') }
  return { [language]: draw(language) }
}

const misfitIn = (cube: ProtectedCube, chart: ChartDefinition, language: Language): string | null => {
  try {
    chartOption(cube, chart, language, chart.theme)
    return null
  } catch (thrown) {
    return failureWords(thrown)[language]
  }
}

/**
 * Why the figures cannot be drawn so (too many categories for the size, a kind that would mislead); null where they
 * can.
 */
const chartProblem = (cube: ProtectedCube, chart: ChartDefinition): Bilingual | null => {
  const vi = misfitIn(cube, chart, 'vi')
  return vi === null ? null : { vi, en: misfitIn(cube, chart, 'en') ?? vi }
}

/** One period or territory may leave one series of several: bars side by side are then plain bars. */
const plainer: Partial<Record<ChartDefinition['chart'], ChartDefinition['chart']>> = {
  grouped_bar: 'bar',
  stacked_bar: 'bar',
}

const fitting = (cube: ProtectedCube, chart: ChartDefinition): ChartDefinition => {
  const kind = plainer[chart.chart]
  if (kind === undefined || chartProblem(cube, chart) === null) return chart
  const plain = { ...chart, chart: kind }
  return chartProblem(cube, plain) === null ? plain : chart
}

const entriesOf = (blocks: readonly ComposedBlock[], of: 'headings' | 'tables' | 'figures'): ContentsEntry[] =>
  blocks.flatMap((block): ContentsEntry[] => {
    if (of === 'headings' && block.type === 'heading') {
      const label = block.number === '' ? '' : `${block.number}.`
      return [{ label: { vi: label, en: label }, text: block.text, target: block.target, level: block.level }]
    }
    if (of === 'tables' && block.type === 'table') {
      const label = { vi: `Biểu ${block.number}`.trim(), en: `Table ${block.number}`.trim() }
      return [{ label, text: block.cube.title, target: block.target, level: 1 }]
    }
    if (of === 'figures' && (block.type === 'chart' || block.type === 'map')) {
      const label = { vi: `Hình ${block.number}`.trim(), en: `Figure ${block.number}`.trim() }
      const picture = block.type === 'chart' ? block.chart : block.map
      return [{ label, text: titleOfPicture(block.cube, picture), target: block.target, level: 1 }]
    }
    return []
  })

/** The footnotes of each paragraph, counted through the report. */
const notesOf = ({ blocks }: ReportDefinition): ReportNote[][] => {
  let count = 0
  return blocks.map((block) =>
    block.type === 'paragraph' ? block.notes.map((text) => ({ number: ++count, text })) : [],
  )
}

/** Footnotes stand at the end of their part, before the next one begins. */
const withNotes = (blocks: readonly ComposedBlock[], notes: readonly ReportNote[][]): ComposedBlock[] => {
  let waiting: ReportNote[] = []
  const flushed = (): ComposedBlock[] => {
    const own = waiting
    waiting = []
    return own.length === 0 ? [] : [{ type: 'notes', notes: own }]
  }
  const placed = blocks.flatMap((block, i) => {
    const before = block.type === 'heading' && block.level === 1 ? flushed() : []
    waiting.push(...(notes[i] ?? []))
    return [...before, block]
  })
  return [...placed, ...flushed()]
}

export const composeReport = (
  definition: ReportDefinition,
  bare: ReportSources,
  issue: ReportIssue,
): ComposedReport => {
  const numbering = numberBlocks(definition)
  const notes = notesOf(definition)
  const problems: ReportProblem[] = []
  const narrowed = issue.period.vi !== '' || issue.territory.vi !== ''
  const used = new Map<string, { source: CubeSource; cube: ProtectedCube }>()
  const sources: ReportSources = {
    ...bare,
    cube: (source) => {
      const found = bare.cube(source)
      if ('cube' in found) used.set(`${source.from} ${source.id}`, { source, cube: found.cube })
      return found
    },
  }
  const problem = (block: number, text: Bilingual): ComposedBlock => {
    problems.push({ block, text })
    return { type: 'problem', text }
  }
  const filled = (index: number, text: Bilingual, figures: readonly LiveFigure[] = []): Bilingual => {
    const found = fillText(text, figures, numbering, issue, sources, notes[index])
    for (const complaint of found.problems) problems.push({ block: index, text: complaint })
    return found.text
  }
  const figureOf = (index: number, figure: LiveFigure): Bilingual =>
    filled(index, { vi: `{${figure.id}}`, en: `{${figure.id}}` }, [figure])

  const compose = (block: ReportBlock, index: number): ComposedBlock => {
    const { number, target } = numbering.blocks[index] ?? { number: '', target: '' }
    switch (block.type) {
      case 'heading':
        return { type: 'heading', text: filled(index, block.text), level: block.level, number, target }
      case 'paragraph':
        return { type: 'paragraph', text: filled(index, block.text, block.figures), style: block.style }
      case 'panel':
        return {
          type: 'panel',
          items: block.items.map(({ label, figure }): PanelItem => {
            const source = sources.cube(figure.source)
            const change = 'cube' in source ? liveFigureText(source.cube, { ...figure, show: 'change' }) : null
            return {
              label: filled(index, label),
              figure: figureOf(index, figure),
              change: figure.show === 'value' && change?.state === 'ok' ? change.text : null,
            }
          }),
        }
      case 'table': {
        const source = sources.cube(block.source)
        if ('problem' in source) return problem(index, source.problem)
        if ('empty' in source) return { type: 'paragraph', text: source.empty, style: 'note' }
        const cut = block.maxRows === undefined ? {} : { maxRows: block.maxRows }
        return { type: 'table', source: block.source, cube: source.cube, number, target, ...cut }
      }
      case 'chart': {
        const found = sources.chart(block.id)
        if ('problem' in found) return problem(index, found.problem)
        const source = sources.cube(found.chart.source)
        if ('problem' in source) return problem(index, source.problem)
        if ('empty' in source) return { type: 'paragraph', text: source.empty, style: 'note' }
        const chart = narrowed ? fitting(source.cube, found.chart) : found.chart
        const misfit = chartProblem(source.cube, chart)
        // A chart that fits the table may not fit what one period or territory has of it: that is no fault of the
        // report.
        if (misfit && narrowed) return notDrawn(titleOfPicture(source.cube, found.chart), misfit)
        if (misfit) return problem(index, misfit)
        return { type: 'chart', cube: source.cube, chart, number, target }
      }
      case 'map': {
        const found = sources.map(block.id)
        if ('problem' in found) return problem(index, found.problem)
        const source = sources.cube(found.map.source)
        if ('problem' in source) return problem(index, source.problem)
        if ('empty' in source) return { type: 'paragraph', text: source.empty, style: 'note' }
        try {
          const drawn = mapDrawings(definition.language, (language) => found.draw(source.cube, language))
          return { type: 'map', cube: source.cube, map: found.map, drawn, number, target }
        } catch (thrown) {
          return problem(index, failureWords(thrown))
        }
      }
      case 'contents':
        return { type: 'contents', of: block.of, entries: [] }
      case 'page_break':
      case 'section':
        return block
    }
  }

  const composed = definition.blocks.map(compose)
  const words = composed.flatMap((block, index) =>
    block.type === 'heading' || block.type === 'paragraph' ? [{ block: index, text: block.text }] : [],
  )
  const blocks = composed.map((block) =>
    block.type === 'contents' ? { ...block, entries: entriesOf(composed, block.of) } : block,
  )
  const title = filled(-1, definition.title)
  return { definition, title, blocks: withNotes(blocks, notes), problems, used: [...used.values()], words }
}
