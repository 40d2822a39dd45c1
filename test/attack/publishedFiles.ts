// An intruder with several published files in hand and the code lists everybody has. In: tidy files, what their columns
// stand for. Out: for a withheld figure the smallest and largest value that fits all files at once. Imports nothing of
// what protected them.
import { readFileSync } from 'node:fs'
import loadHighs from 'highs'
import type { CodeListVersion } from '#shared/model/codeList.ts'

export type FileColumn = { column: string; variable: string; level: string | null }
export type FileRow = { codes: string[]; measure: string; value: number | null }
export type PublishedFile = {
  columns: FileColumn[]
  rows: FileRow[]
  /** Beside its columns: what every record in it has. */ fixed: Record<string, string>
}

const fieldsOf = (line: string): string[] => {
  const fields: string[] = []
  let own = ''
  let quoted = false
  for (let i = 0; i < line.length; i += 1) {
    const c = line[i] ?? ''
    if (quoted && c === '"' && line[i + 1] === '"') {
      own += '"'
      i += 1
    } else if (c === '"') quoted = !quoted
    else if (c === ',' && !quoted) {
      fields.push(own)
      own = ''
    } else own += c
  }
  return [...fields, own]
}

export const readPublished = (
  path: string,
  columns: FileColumn[],
  fixed: Record<string, string> = {},
): PublishedFile => {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/)
  const header = fieldsOf(lines[0] ?? '')
  const at = (name: string): number => header.indexOf(name)
  const rows = lines.slice(1).map((line): FileRow => {
    const fields = fieldsOf(line)
    const value = fields[at('value')] ?? ''
    return {
      // A level is part of the name only where the variable stands at several.
      codes: columns.map(
        ({ column, variable }) => fields[at(column) < 0 ? at(variable.replaceAll('.', '_')) : at(column)] ?? '',
      ),
      measure: fields[at('measure')] ?? '',
      value: fields[at('status')] === 'value' && value !== '' ? Number(value) : null,
    }
  })
  return { columns, rows, fixed }
}

export type Known = { lists: (variable: string) => readonly CodeListVersion[] }

/**
 * The item above a code of the finest level, the first, by the newest version; codes are unique only within a level.
 */
const above = (versions: readonly CodeListVersion[], code: string, level: string): string => {
  const version = versions.at(-1)
  const levels = version?.levels.map((l) => l.id) ?? []
  let at = 0
  let own: string | null = code
  while (own !== null && levels[at] !== level && at < levels.length) {
    const item = version?.items.find((i) => i.level === levels[at] && i.code === own)
    own = item?.parent ?? null
    at += 1
  }
  return own ?? `? ${code}`
}

type Fine = Record<string, string>

/**
 * The smallest groups an intruder can think of: codes of the finest level of every variable that no file shows to be
 * empty.
 */
const fineCells = (files: readonly PublishedFile[], known: Known): Fine[] => {
  const variables = [...new Set(files.flatMap((f) => [...f.columns.map((c) => c.variable), ...Object.keys(f.fixed)]))]
  const finest = variables.map((variable) => {
    const own = files.flatMap((f) => f.columns.filter((c) => c.variable === variable).map((c) => ({ f, c })))
    const leaf = own.find(({ c }) => c.level === null) ?? own[0]
    const codes = own
      .filter(({ c }) => c.level === (leaf?.c.level ?? null))
      .flatMap(({ f, c }) => f.rows.map((r) => r.codes[f.columns.indexOf(c)] ?? ''))
    return {
      variable,
      codes: [...new Set([...codes, ...files.flatMap((f) => f.fixed[variable] ?? [])])].filter((c) => c !== '_T'),
    }
  })
  let cells: Fine[] = [{}]
  for (const { variable, codes } of finest)
    cells = cells.flatMap((cell) => codes.map((code) => ({ ...cell, [variable]: code })))
  const shapes = files.map((file) => new Set(file.rows.map((row) => row.codes.join('|'))))
  return cells.filter((cell) =>
    files.every((file, f) => {
      if (file.rows.length === 0) return true
      if (Object.entries(file.fixed).some(([variable, code]) => cell[variable] !== code)) return true
      // Stacked blocks show each block with the others at their total.
      const blocks = Map.groupBy(file.columns.keys(), (k) => file.columns[k]?.variable ?? '')
      const choices = [...blocks.values()].reduce<number[][]>(
        (all, ks) => all.flatMap((head) => ks.map((k) => [...head, k])),
        [[]],
      )
      return choices.some((kept) =>
        shapes[f]?.has(file.columns.map((c, k) => (kept.includes(k) ? codeAt(cell, c, known) : '_T')).join('|')),
      )
    }),
  )
}

const codeAt = (cell: Fine, { variable, level }: FileColumn, known: Known): string => {
  const code = cell[variable] ?? ''
  return level === null || code.startsWith('_') ? code : above(known.lists(variable), code, level)
}

export type Intruder = {
  /** null: no such figure is withheld. */
  interval(file: PublishedFile, row: FileRow): [number, number]
  cells: number
  sums: number
}

/** `negative`: figures of this kind may be below zero, which everybody knows. */
export const intruderWith = async (
  files: readonly PublishedFile[],
  measure: string,
  known: Known,
  negative = false,
): Promise<Intruder> => {
  const highs = await loadHighs()
  // Of a variable that stands at one level everywhere the codes are as they are.
  const levelsOf = (variable: string): Set<string | null> =>
    new Set(files.flatMap((f) => f.columns.flatMap((c) => (c.variable === variable ? [c.level] : []))))
  const plain = files.map((file): PublishedFile => ({
    ...file,
    columns: file.columns.map((c) => (levelsOf(c.variable).size > 1 ? c : { ...c, level: null })),
  }))
  const cells = fineCells(plain, known)
  const coded = cells.map((cell) => plain.map((file) => file.columns.map((c) => codeAt(cell, c, known))))
  const membersOf = (file: PublishedFile, { codes }: FileRow): number[] => {
    const f = files.indexOf(file)
    return cells.flatMap((cell, i) => {
      if (Object.entries(file.fixed).some(([variable, code]) => cell[variable] !== code)) return []
      return codes.every((code, k) => code === '_T' || code === coded[i]?.[f]?.[k]) ? [i] : []
    })
  }
  const equations = new Set<string>()
  let scale = 1
  for (const file of files)
    for (const row of file.rows)
      if (row.measure === measure && row.value !== null) scale = Math.max(scale, Math.abs(row.value))
  scale = scale > 1e6 ? scale / 1e6 : 1
  for (const file of files) {
    for (const row of file.rows) {
      if (row.measure !== measure || row.value === null) continue
      const members = membersOf(file, row)
      if (members.length === 0) continue
      equations.add(`${members.map((m) => `+ x${m}`).join(' ')} = ${Number((row.value / scale).toPrecision(15))}`)
    }
  }
  const constraints = [...equations].map((e, i) => ` c${i}: ${e}`).join('\n')
  const bounds = negative ? `Bounds\n${cells.map((_, i) => ` x${i} free`).join('\n')}\n` : ''
  const best = (sense: 'Minimize' | 'Maximize', members: number[]): number => {
    const objective = members.map((m) => `+ x${m}`).join(' ')
    const answer = highs.solve(`${sense}\n obj: ${objective}\nSubject To\n${constraints}\n${bounds}End\n`, {
      output_flag: false,
    })
    if (answer.Status === 'Optimal') return answer.ObjectiveValue * scale
    if (answer.Status === 'Infeasible') throw new Error('the files contradict each other')
    return sense === 'Maximize' ? Infinity : negative ? -Infinity : 0
  }
  return {
    cells: cells.length,
    sums: equations.size,
    interval: (file, row) => {
      const members = membersOf(file, row)
      return [best('Minimize', members), best('Maximize', members)]
    },
  }
}
