// Which variables of which dataset the labels of a sheet seem to be of, and a table that would fill it. Pure. In: a
// table sheet, datasets with their code lists. Out: guesses, best first, and a draft definition. Never more than a
// proposal.
import { inOrder } from '#shared/model/inOrder.ts'
import type { SheetLabel, TableSheet, VariableGuess } from '#shared/contract/adopt.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { parsePeriod } from '#shared/model/period.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { alias, isTotalKey, labelKey } from './labelKeys.ts'

const keysOf = (texts: string[]): string[] =>
  texts
    .map(labelKey)
    .flatMap((key) => [key, alias(key)])
    .filter((key) => key !== '')

const axisLabels = (table: TableSheet): { axis: 'row' | 'column'; labels: SheetLabel[] }[] => [
  { axis: 'row', labels: table.rows.map((r) => r.label) },
  { axis: 'column', labels: [...new Map(table.columns.flatMap((c) => c.path).map((l) => [l.cell, l])).values()] },
]

export const guessVariables = (
  table: TableSheet,
  datasets: Dataset[],
  versions: (list: string) => CodeListVersion[],
): VariableGuess[] => {
  const guesses: VariableGuess[] = []
  // Many variables share a list: its words are folded once.
  const words = new Map<string, { level: string | null; label: Bilingual; keys: Set<string> }[]>()
  const levelsOf = (list: string) => {
    const known = words.get(list)
    if (known) return known
    const all = versions(list)
    const made = (all.at(-1)?.levels ?? []).map((level, i) => ({
      level: i === 0 ? null : level.id,
      label: level.label,
      keys: new Set(
        all.flatMap((v) =>
          v.items.filter((item) => item.level === level.id).flatMap((item) => keysOf([item.label.vi, item.label.en])),
        ),
      ),
    }))
    words.set(list, made)
    return made
  }
  for (const { axis, labels } of axisLabels(table)) {
    const asked = labels.filter((label) => label.period === null && !keysOf([label.vi, label.en]).some(isTotalKey))
    for (const dataset of datasets) {
      for (const variable of dataset.variables) {
        if (variable.codeList === null || variable.role === 'identifier' || variable.role === 'text') continue
        for (const { level, label, keys } of levelsOf(variable.codeList)) {
          const matched = asked.filter((l) => keysOf([l.vi, l.en, l.text]).some((key) => keys.has(key))).length
          if (matched > 0)
            guesses.push({
              axis,
              dataset: dataset.id,
              variable: variable.id,
              level,
              label:
                level === null
                  ? variable.label
                  : { vi: `${variable.label.vi} (${label.vi})`, en: `${variable.label.en} (${label.en})` },
              matched,
              labels: asked.length,
            })
        }
      }
    }
  }
  // Many datasets have provinces: the one that explains the other axis too comes first.
  const best = (dataset: string) =>
    (['row', 'column'] as const).reduce(
      (sum, axis) =>
        sum +
        guesses.reduce((most, g) => (g.dataset === dataset && g.axis === axis ? Math.max(most, g.matched) : most), 0),
      0,
    )
  const score = new Map(datasets.map((d) => [d.id, best(d.id)]))
  return guesses.sort(
    (a, b) =>
      (score.get(b.dataset) ?? 0) - (score.get(a.dataset) ?? 0) ||
      inOrder(a.dataset, b.dataset) ||
      b.matched - a.matched,
  )
}

const dimension = (variable: string, level: string | null, total: 'none' | 'before') => ({
  variable,
  ...(level === null ? {} : { level }),
  total,
})

/**
 * A count of the records by the variables that explain most labels of either axis; null where no dataset explains any.
 */
export const draftDefinition = (
  table: TableSheet,
  guesses: VariableGuess[],
  datasets: Dataset[],
  periods: string[],
): TableDefinition | null => {
  const scored = datasets
    .map((dataset) => {
      const best = (axis: 'row' | 'column') =>
        guesses.filter((g) => g.dataset === dataset.id && g.axis === axis).slice(0, 40)
      const kinds = periods.map((p) => parsePeriod(p)?.kind)
      const fits = kinds.every((kind) => (kind === 'school_year') === (dataset.periodKind === 'school_year'))
      const named = keysOf([dataset.label.vi, dataset.recordLabel.vi]).some((key) =>
        labelKey(table.title.vi).includes(key),
      )
      const [row, column] = [best('row')[0], best('column')[0]]
      return {
        dataset,
        row: best('row'),
        column: best('column'),
        score: (row?.matched ?? 0) + (column?.matched ?? 0) + (named ? 0.6 : 0) + (fits ? 0.3 : -100),
      }
    })
    .sort((a, b) => b.score - a.score)
  const [first] = scored
  if (!first || first.score < 1 || (first.row.length === 0 && first.column.length === 0)) return null
  const { dataset } = first
  // Levels of one variable nest, coarse to fine: regions with their provinces.
  const axis = (found: VariableGuess[], labels: number) => {
    const main = found[0]
    if (!main || main.matched * 4 < labels) return []
    const others = found.filter((g) => g.variable === main.variable && g.level !== main.level && g.matched > 1)
    const levels = [main, ...others].sort((a, b) => (a.level === null ? 1 : 0) - (b.level === null ? 1 : 0))
    return levels.map((g) => dimension(g.variable, g.level, 'before'))
  }
  const rows = axis(first.row, first.row[0]?.labels ?? 0)
  const columns = axis(
    first.column.filter((g) => !rows.some((r) => r.variable === g.variable)),
    first.column[0]?.labels ?? 0,
  )
  const kind = periods[0] === undefined ? undefined : parsePeriod(periods[0])?.kind
  const time =
    kind === undefined ? [] : [dimension(periodVariableId, kind === dataset.periodKind ? null : kind, 'none')]
  const inRows = table.rows.some((r) => r.label.period !== null)
  return tableDefinitionSchema.parse({
    kind: 'table',
    id: 'adopted_table',
    title: { vi: table.title.vi || dataset.label.vi, en: table.title.en || dataset.label.en },
    dataset: dataset.id,
    rows: inRows ? [...rows, ...time] : rows,
    columns: inRows ? columns : [...time, ...columns],
    measures: [
      {
        id: 'records',
        statistic: 'count',
        label: dataset.recordLabel,
        unit: table.unit === '' ? dataset.recordLabel : { vi: table.unit, en: table.unit },
      },
    ],
    classification: 'as_then',
  })
}
