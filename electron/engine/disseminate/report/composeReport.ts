// A report with everything in it: numbers counted, live figures worded, references resolved, lists of contents made. In: a definition,
// the protected cubes and charts it names. Out: blocks ready to be set on paper, and what could not be filled. Pure.
import { chartOption } from '#shared/chart/chartOption.ts'
import { liveFigureText } from '#shared/format/liveFigureText.ts'
import type { LiveText } from '#shared/format/liveFigureText.ts'
import type { ReportProblem } from '#shared/contract/reports.ts'
import type { ChartDefinition, CubeSource } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { LiveFigure } from '#shared/model/liveFigure.ts'
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { numberBlocks } from './numberBlocks.ts'
import type { Numbering } from './numberBlocks.ts'

/**
 * What a source turned out to be: its cube; no records at all for this issue, said in a sentence; or why there is none (a table that was
 * deleted, a variable that left).
 */
export type ReportSource = { cube: ProtectedCube } | { empty: Bilingual } | { problem: Bilingual }
export type ReportChart = { chart: ChartDefinition } | { problem: Bilingual }
export type ReportSources = {
  cube: (source: CubeSource) => ReportSource
  chart: (id: string) => ReportChart
}
/** The period and territory this issue is made for; empty texts where the report has none. */
export type ReportIssue = { period: Bilingual; territory: Bilingual }

export type ContentsEntry = { label: Bilingual; text: Bilingual; target: string; level: number }
export type PanelItem = { label: Bilingual; figure: Bilingual; change: Bilingual | null }
export type ComposedBlock =
  | { type: 'heading'; text: Bilingual; level: number; number: string; target: string }
  | { type: 'paragraph'; text: Bilingual; style: 'text' | 'bullet' | 'note' }
  | { type: 'panel'; items: PanelItem[] }
  | { type: 'table'; cube: ProtectedCube; number: string; maxRows?: number; target: string }
  | { type: 'chart'; cube: ProtectedCube; chart: ChartDefinition; number: string; target: string }
  | { type: 'contents'; of: 'headings' | 'tables' | 'figures'; entries: ContentsEntry[] }
  | { type: 'page_break' }
  | { type: 'section'; orientation: 'portrait' | 'landscape' }
  /** Stands where something could not be filled, so that no hole passes for an empty page. */
  | { type: 'problem'; text: Bilingual }

export type ComposedReport = {
  definition: ReportDefinition
  title: Bilingual
  blocks: ComposedBlock[]
  problems: ReportProblem[]
}

const placeholder = /\{(ref:)?([a-z][a-z0-9_]*)\}/g

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
    text[language].replace(placeholder, (typed: string, reference: string | undefined, name: string) => {
      const words = wordsOf(name, reference !== undefined)
      if (words !== null) return words[language]
      problems.set(typed, {
        vi: `${typed} không trỏ tới số liệu, biểu hay hình nào của báo cáo.`,
        en: `${typed} names no figure, table or chart of the report.`,
      })
      return typed
    })
  const filled = { vi: fill('vi'), en: fill('en') }
  return { text: filled, problems: [...problems.values()] }
}

const titleOfChart = (cube: ProtectedCube, chart: ChartDefinition): Bilingual => ({
  vi: chart.title.vi || cube.title.vi,
  en: chart.title.en || cube.title.en,
})

/** Why the figures cannot be drawn so (too many categories for the size, a kind that would mislead); null where they can. */
const chartProblem = (cube: ProtectedCube, chart: ChartDefinition): Bilingual | null => {
  try {
    chartOption(cube, chart, 'vi', chart.theme)
    return null
  } catch (thrown) {
    const failure = toFailureValue(thrown)
    return { vi: failureMessage(failure, 'vi'), en: failureMessage(failure, 'en') }
  }
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
    if (of === 'figures' && block.type === 'chart') {
      const label = { vi: `Hình ${block.number}`.trim(), en: `Figure ${block.number}`.trim() }
      return [{ label, text: titleOfChart(block.cube, block.chart), target: block.target, level: 1 }]
    }
    return []
  })

export const composeReport = (
  definition: ReportDefinition,
  sources: ReportSources,
  issue: ReportIssue,
): ComposedReport => {
  const numbering = numberBlocks(definition)
  const problems: ReportProblem[] = []
  const problem = (block: number, text: Bilingual): ComposedBlock => {
    problems.push({ block, text })
    return { type: 'problem', text }
  }
  const filled = (index: number, text: Bilingual, figures: readonly LiveFigure[] = []): Bilingual => {
    const found = fillText(text, figures, numbering, issue, sources)
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
        return { type: 'table', cube: source.cube, number, target, ...cut }
      }
      case 'chart': {
        const found = sources.chart(block.id)
        if ('problem' in found) return problem(index, found.problem)
        const source = sources.cube(found.chart.source)
        if ('problem' in source) return problem(index, source.problem)
        if ('empty' in source) return { type: 'paragraph', text: source.empty, style: 'note' }
        const misfit = chartProblem(source.cube, found.chart)
        if (misfit) return problem(index, misfit)
        return { type: 'chart', cube: source.cube, chart: found.chart, number, target }
      }
      case 'contents':
        return { type: 'contents', of: block.of, entries: [] }
      case 'page_break':
      case 'section':
        return block
    }
  }

  const composed = definition.blocks.map(compose)
  const blocks = composed.map((block) =>
    block.type === 'contents' ? { ...block, entries: entriesOf(composed, block.of) } : block,
  )
  return { definition, title: filled(-1, definition.title), blocks, problems }
}
