// Files nobody described, of the same columns and beginning with the same word, are of one dataset: its variables hold
// what each of them holds. In: suggestions. Out: one package a file, all for the same dataset. Files whose labels give
// a code another meaning stay apart.
import { basename, extname } from 'node:path'
import { slug } from '#engine/collect/suggest/columnNames.ts'
import type { Suggestion } from '#shared/contract/layouts.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'
import { bilingual } from '#shared/model/text.ts'

export type Suggested = { path: string; suggestion: Suggestion }

const stemOf = (path: string): string => basename(path, extname(path)).normalize('NFC')
const firstWord = (path: string): string => /^[\p{L}\p{M}]{3,}/u.exec(stemOf(path))?.[0].toLowerCase() ?? ''

/** Files with the same answer may share a dataset. */
export const shareKey = ({ path, suggestion }: Suggested): string | null => {
  const { dataset, codeLists } = suggestion.package
  const word = firstWord(path)
  if (word === '' || suggestion.match?.used === true) return null
  const labels = dataset.variables.flatMap((v) => {
    const list = codeLists.find((l) => l.list === v.codeList)
    return list ? [`${v.id} ${JSON.stringify(list.items)}`] : []
  })
  return JSON.stringify([word, dataset.periodKind, dataset.variables.map((v) => v.id).toSorted(), labels.toSorted()])
}

/** What holds the values of both. */
const widerType = (a: Variable, b: Variable): Variable['type'] => {
  if (a.type === b.type) return a.type
  const numbers = [a.type, b.type].every((type) => type === 'integer' || type === 'decimal')
  if (numbers) return 'decimal'
  return a.type === 'text' || b.type === 'text' ? 'text' : 'code'
}

const wider = (a: Variable, b: Variable): Variable => {
  const type = widerType(a, b)
  const kept = a.type === type ? a : b.type === type ? b : { ...a, role: 'classification' as const }
  const open = a.role === 'identifier' ? a : b.role === 'identifier' ? b : null
  return {
    ...kept,
    type: open === null ? type : 'text',
    scale: type === 'decimal' ? Math.max(a.scale, b.scale) : 0,
    role: open?.role ?? kept.role,
    sensitivity: open?.sensitivity ?? kept.sensitivity,
    normalise: open?.normalise ?? kept.normalise,
    unit: type === 'integer' || type === 'decimal' ? kept.unit : null,
    codeList: a.codeList === b.codeList ? a.codeList : null,
    nullable: a.nullable || b.nullable,
  }
}

/** An empty column says nothing of its type. */
const isEmpty = ({ suggestion }: Suggested, column: string): boolean =>
  suggestion.package.decisions.some((d) => d.column === column && d.about === 'column' && d.confidence === 0.3)

const sharedName = (paths: readonly string[]): string => {
  const [first = '', ...others] = paths.map(stemOf)
  let length = first.length
  for (const other of others) {
    let same = 0
    while (same < length && first[same] === other[same]) same += 1
    length = same
  }
  // Whole words only, and nothing of a period or a number.
  const whole = length === first.length ? first : first.slice(0, length).replace(/[\p{L}\p{M}]+$/u, '')
  const name = whole.replace(/[\s_.(-]*(ph[aầâ]n|part|t[ậa]p)?[\s_.(-]*\d[\d\s_.()-]*$/iu, '').replace(/[\s_.(-]+$/, '')
  return name.length >= 3 ? name : firstWord(paths[0] ?? '')
}

const isRunningNumber = (id: string): boolean => /^(stt|tt|no|nr|row|index|unnamed|column_1)(_|$)/.test(id)

export const sharedPackages = (files: readonly Suggested[]): LayoutPackage[] => {
  const [first] = files
  if (!first || files.length < 2) return files.map((file) => file.suggestion.package)
  const base = first.suggestion.package.dataset
  const name = sharedName(files.map((file) => file.path))
  const id = slug(name, base.id)
  // The lists of the first file stand for all: their labels are the same.
  const lists = new Map<string, string>()
  for (const { suggestion } of files)
    for (const v of suggestion.package.dataset.variables) {
      const own = base.variables.find((b) => b.id === v.id)?.codeList
      if (v.codeList !== null && own && suggestion.package.codeLists.some((l) => l.list === v.codeList))
        lists.set(v.codeList, own)
    }
  const keys = new Set(files.map((file) => JSON.stringify(file.suggestion.package.dataset.key)))
  const key = keys.size === 1 && !base.key.some(isRunningNumber) ? base.key : []
  const variables = base.variables.map((variable) => {
    const all = files.flatMap((file) => {
      const { dataset, layout } = file.suggestion.package
      const own = dataset.variables.find((v) => v.id === variable.id)
      const column = layout.columns.find((c) => c.variable === variable.id)?.column ?? ''
      return own
        ? [
            {
              own: { ...own, codeList: own.codeList && (lists.get(own.codeList) ?? own.codeList) },
              empty: isEmpty(file, column),
            },
          ]
        : []
    })
    const filled = all.some((v) => !v.empty) ? all.filter((v) => !v.empty) : all
    const [start, ...rest] = filled.map((v) => v.own)
    const made = rest.reduce(wider, start ?? variable)
    const isKey = key.includes(variable.id)
    const nullable = isKey ? made.nullable : true
    return { ...made, nullable, role: made.role === 'key' && !isKey ? ('classification' as const) : made.role }
  })
  const dataset: Dataset = { ...base, id, label: bilingual(name, name), variables, key }
  const codeLists: CodeListVersion[] = first.suggestion.package.codeLists
  return files.map(({ suggestion }) => ({
    ...suggestion.package,
    dataset,
    codeLists,
    layout: { ...suggestion.package.layout, id, dataset: id },
  }))
}
