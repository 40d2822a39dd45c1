// What an unknown file is: format, heading, type and form of each column, code lists, key, the known layout nearest to
// it. In: a path. Out: a layout with its dataset, each decision with its reason, the first rows raw and as they will be
// stored. All rows are looked at, so that a zero or a date in the last row counts; the same file always gives the same
// answer.
import { stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import { plainNumber } from '#engine/collect/layouts/cellReader.ts'
import { openTable } from '#engine/collect/layouts/openTable.ts'
import type { OpenedTable } from '#engine/collect/layouts/openTable.ts'
import { cellText } from '#engine/collect/readers/grid/cellText.ts'
import type { FrameOptions } from '#engine/collect/readers/grid/frame.ts'
import type { ReadOptions, SourceColumn } from '#engine/collect/readers/types.ts'
import type { Suggestion } from '#shared/contract/layouts.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { layoutSchema } from '#shared/model/layout.ts'
import type { Decision, Layout, LayoutColumn } from '#shared/model/layout.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { bilingual } from '#shared/model/text.ts'
import { foldWords } from '#shared/format/foldText.ts'
import { hintsOf, isRunningNumber, slug, variableIds } from './columnNames.ts'
import { createProfiler } from './columnProfile.ts'
import type { ColumnProfile } from './columnProfile.ts'
import { decideColumn } from './decideColumn.ts'
import type { ColumnDecision, FileHabits } from './columnDecision.ts'
import { fileDecisions } from './fileDecisions.ts'
import { knownList, ownList } from './knownLists.ts'
import { knownOnFile } from './knownOnFile.ts'
import type { DateQuestion } from './knownOnFile.ts'
import { columnsLeft, leftDecision } from './columnsLeft.ts'
import { lookThrough } from './lookThrough.ts'
import type { Look, Watch } from './lookThrough.ts'
import { nearestLayout } from './nearestLayout.ts'
import type { LayoutMatch } from './nearestLayout.ts'
import { habitsOf, namedPeriod } from './fileHabits.ts'
import { shownOf } from './shownRows.ts'
import { createSumFinder } from './sumsBelow.ts'

export type Known = {
  datasets: readonly Dataset[]
  layouts: readonly Layout[]
  imported: ImportedClassifications
  /** Datasets whose files are agreed text. */
  agreed: ReadonlySet<string>
  /** Spellings of "no value" in agreed files. */
  missing: (period: Period) => (variable: Variable) => readonly string[]
}
/** How the user says that the file is read. */
export type SuggestOptions = ReadOptions & FrameOptions & FileHabits['given'] & { period?: Period | undefined }

/** No file of records is wider; a sheet may be so by an accident. */
const readLimit = 4000

const isBook = (format: string): boolean => ['xlsx', 'xls', 'xlsb', 'ods', 'html'].includes(format)
const keyOf = (
  columns: readonly SourceColumn[],
  decisions: readonly ColumnDecision[],
  profiles: readonly ColumnProfile[],
): number => {
  const usable = columns.flatMap((column, index) => {
    const profile = profiles[index]
    const decision = decisions[index]
    if (!profile || !decision || profile.rows < 2) return []
    const whole = decision.type === 'code' || decision.type === 'integer'
    const filled = profile.empty === 0 && profile.missing.size === 0 && profile.typed.error === 0
    if (!whole || !filled || profile.unique !== true || decision.role === 'identifier' || decision.role === 'text')
      return []
    const named = hintsOf(column).has('code') || isRunningNumber(column.name)
    return named ? [index] : []
  })
  // A running number identifies a row of this file only: a code is the better key.
  return usable.find((index) => !isRunningNumber(columns[index]?.name ?? '')) ?? usable[0] ?? -1
}

const variableOf = (
  id: string,
  column: SourceColumn,
  decision: ColumnDecision,
  codeList: string | null,
  isKey: boolean,
): Variable => ({
  id,
  source: id,
  label: bilingual(column.label === '' ? column.name : column.label, column.label === '' ? column.name : column.label),
  role: isKey ? 'key' : decision.role === 'key' ? 'classification' : decision.role,
  type: decision.type,
  scale: decision.scale,
  unit: decision.unit,
  codeList,
  sensitivity: decision.sensitivity,
  normalise: decision.normalise,
  width: null,
  derived: null,
  nullable: !isKey,
  group: null,
})

const periodFor = async (
  path: string,
  opened: OpenedTable,
  profiles: readonly ColumnProfile[],
  decisions: readonly ColumnDecision[],
): Promise<Suggestion['period']> => {
  const named = namedPeriod(path, opened)
  if (named) return named
  for (const [index, profile] of profiles.entries()) {
    const only = profile.values?.size === 1 ? [...profile.values.keys()][0] : undefined
    const name = foldWords(opened.table.columns[index]?.name ?? '')
    const tells = /^(nam|year|nam bao cao|reporting year|time period|ky|ky bao cao)$/.test(name)
    if (
      tells &&
      profile.rows > 1 &&
      decisions[index]?.type !== 'decimal' &&
      only !== undefined &&
      /^(19|20)\d\d$/.test(only)
    )
      return { value: only, from: 'data' }
  }
  // Nothing in the file says: the year in which it was last written, told as an assumption.
  const { mtime } = await stat(path)
  return { value: String(mtime.getUTCFullYear()), from: 'assumed' }
}

/** The name of the file without the period in it: a dataset has many. */
const stemOf = (path: string): string => {
  const whole = basename(path, extname(path))
  const stem = whole.replace(/[-_ ]*(19|20)\d\d[-_ ]?(q[1-4]|(19|20)\d\d|\d\d)?(?!\d)/gi, '').trim()
  return stem === '' ? whole : stem
}

const datasetId = (path: string, table: string, others: number): string => {
  const stem = stemOf(path)
  const base = slug(stem, 'dataset')
  return others === 0 ? base : slug(`${stem} ${table.replace(extname(table), '')}`, base)
}

export const suggestLayout = async (
  path: string,
  options: SuggestOptions,
  known: Known,
  watch: Watch = {},
): Promise<Suggestion> => {
  const opened = await openTable(path, options)
  try {
    const { table, source, frame } = opened
    const columns = table.columns
    if (columns.length > readLimit) fail('TOO_MANY_COLUMNS', { path, columns: columns.length, limit: readLimit })
    const look = await lookThrough(opened, watch)
    const { profiles, rows, problems, first } = look
    if (rows === 0) fail('FILE_NO_ROWS', { path })
    const habits = habitsOf(opened, profiles, path, options)
    const decisions = columns.map((column, index) =>
      decideColumn(column, profiles[index] ?? createProfiler().profile, habits),
    )
    const key = keyOf(columns, decisions, profiles)
    const ids = variableIds(columns.map((c) => c.name))
    const left = columnsLeft(profiles, key)
    const isKept = (_: unknown, index: number): boolean => !left.has(index)
    const leftNames = columns.flatMap(({ name }, index) => (left.has(index) ? [name] : []))
    const period = await periodFor(path, opened, profiles, decisions)
    const id = datasetId(path, table.name, opened.others.length)
    const codeLists: CodeListVersion[] = []
    const lists = columns.map((column, index): string | null => {
      if (decisions[index]?.type !== 'code') return null
      const known_ = knownList(profiles[index]?.values ?? null, hintsOf(column), known.imported)
      if (column.valueLabels.length === 0) return known_
      const wanted = JSON.stringify(column.valueLabels)
      const listed = codeLists.find(
        (list) => JSON.stringify(list.items.map((i) => ({ value: i.code, label: i.label.vi }))) === wanted,
      )
      if (listed) return listed.list
      const list = ownList(slug(`${id} ${ids[index] ?? ''}`, 'labels'), column.label || column.name, column.valueLabels)
      codeLists.push(list)
      return list.list
    })
    const label = bilingual(stemOf(path), stemOf(path))
    const title = frame?.titles.find((t) => t.length > 3) ?? label.vi
    const own: Dataset = datasetSchema.parse({
      id,
      subject: 'imported',
      label,
      recordLabel: bilingual('dòng', 'row'),
      description: bilingual(title, title),
      periodKind: parsePeriod(period?.value ?? '')?.kind ?? 'year',
      variables: columns
        .map((column, index) => {
          const decision = decisions[index] ?? fail('UNEXPECTED')
          return variableOf(ids[index] ?? '', column, decision, lists[index] ?? null, index === key)
        })
        .filter(isKept),
      key: key < 0 ? [] : [ids[key] ?? ''],
      rules: [],
      respondent: null,
    })
    const layoutColumns = columns.map((column, index): LayoutColumn => {
      const decision = decisions[index] ?? fail('UNEXPECTED')
      return {
        variable: ids[index] ?? '',
        column: column.name,
        position: frame !== null && frame.heading.first < 0 ? index : null,
        number: decision.number,
        date: decision.date,
        clock: decision.clock,
        round: decision.round,
        missing: [...decision.missing, ...column.missing.flatMap((m) => ('value' in m ? [m.value] : []))],
        missingRanges: column.missing.flatMap((m) => ('value' in m ? [] : [m])),
        recode: {},
      }
    })
    const fileNamed = nearestLayout(
      columns.map((c) => c.name),
      known.layouts,
      basename(path),
    )
    const used = fileNamed !== null && usable(fileNamed, known.datasets)
    const matched = used ? (known.datasets.find((d) => d.id === fileNamed.layout.dataset) ?? own) : own
    const onFile = used
      ? knownOnFile({
          match: fileNamed,
          here: layoutColumns.map((column, index) => ({
            column,
            profile: profiles[index] ?? createProfiler().profile,
          })),
          dataset: matched,
          habits,
          agreed: known.agreed.has(matched.id),
          missing: known.missing(options.period ?? period?.value ?? ''),
        })
      : null
    const layout = layoutSchema.parse({
      kind: 'layout',
      id: used ? fileNamed.layout.id : id,
      dataset: matched.id,
      label,
      format: source.format,
      encoding: source.encoding,
      delimiter: source.delimiter,
      quote: source.quote,
      member: source.member,
      table: opened.others.length > 0 || isBook(source.format) ? table.name : null,
      headerLine: frame?.headerLine ?? null,
      headerRows: frame === null ? null : frame.heading.rows,
      fields: source.fields ?? [],
      columns: onFile?.columns ?? layoutColumns.filter(isKept),
      ignored: used ? fileNamed.differences.flatMap((d) => (d.kind === 'added' ? [d.found] : [])) : leftNames,
    })
    const suggestion: Suggestion = {
      package: { statdesk: 'layout-1', layout, dataset: matched, codeLists: used ? [] : codeLists, decisions: [] },
      match: fileNamed && {
        layout: fileNamed.layout.id,
        dataset: fileNamed.layout.dataset,
        exact: fileNamed.exact,
        differences: fileNamed.differences,
        used,
      },
      period,
      rows,
      problems: Object.fromEntries(problems),
      tables: source.tables.map((t) => t.name),
      header: columns.map((c) => c.name),
      shown: shownOf(first, columns, layout, matched),
    }
    const roleOf = new Map(own.variables.map((v) => [v.id, v.role]))
    const listed: Decision[] = columns.map((column, index) => {
      const decision = decisions[index] ?? fail('UNEXPECTED')
      const list = lists[index] ?? null
      return {
        about: 'column',
        column: column.name,
        value: [decision.type, roleOf.get(ids[index] ?? '') ?? '', ...(list === null ? [] : [`list:${list}`])].join(
          ' ',
        ),
        confidence: decision.confidence,
        ask: decision.ask,
        reason: decision.reason,
      }
    })
    const asks = (onFile?.asks ?? []).map((question) => dateQuestion(question))
    suggestion.package.decisions = [
      ...fileDecisions(opened, suggestion, { garbled: look.garbled, sums: sumsOf(look, decisions) }),
      ...(leftNames.length > 0 && !used ? [leftDecision(leftNames)] : []),
      ...asks,
      ...listed,
    ]
    return suggestion
  } finally {
    await opened.source.close()
  }
}

/** Lines of the rows that are sums of those below them, by any of the measures. */
const sumsOf = ({ records }: Look, decisions: readonly ColumnDecision[]): number[] => {
  if (records === null) return []
  for (const [index, decision] of decisions.entries()) {
    if (decision.role !== 'measure') continue
    const finder = createSumFinder()
    for (const { line, cells } of records) {
      const cell = cells[index] ?? null
      const text = cellText(cell)
      const plain = typeof cell === 'string' ? plainNumber(text, decision.number === 'comma' ? 'comma' : 'point') : text
      finder.add(line, plain === null || plain === '' ? null : [Number(plain)])
    }
    const lines = finder.lines()
    if (lines.length > 0) return lines
  }
  return []
}

/** Everything its dataset must have is there under its own name. */
const usable = (match: LayoutMatch, datasets: readonly Dataset[]): boolean => {
  const dataset = datasets.find((d) => d.id === match.layout.dataset)
  if (!dataset) return false
  const sure = new Set(
    match.columns.flatMap(({ column, found }) => {
      if (found === null) return []
      const renamed = match.differences.find((d) => d.kind === 'renamed' && d.expected === column.column)
      return renamed && renamed.kind === 'renamed' && renamed.confidence < 0.8 ? [] : [column.variable]
    }),
  )
  return dataset.variables.every((v) => v.source === null || v.nullable || sure.has(v.id))
}

const dateQuestion = ({ column, text, day, month }: DateQuestion): Decision => ({
  about: 'date_order',
  column,
  value: [text, day, month].join(' | '),
  confidence: 0,
  ask: true,
  reason: bilingual(
    `“${text}” là ${day} (ngày trước) hay ${month} (tháng trước)?`,
    `“${text}” is ${day} (day first) or ${month} (month first)?`,
  ),
})
