// Plants defects into rows at a known rate and keeps the account of what an importer must find. In: a file, its rows as
// they are written, the defects that suit it. Out: the truth of that file. Never two defects in one row.
import type { CsvFile } from './csvFile.ts'
import { csvField } from './csvFile.ts'
import type { Random } from './random.ts'

/** What must come of a row: rejected for a reason, accepted and flagged by rules, or accepted after repair. */
export type Effect =
  | { rejected: string }
  | { flagged: string[] }
  | { normalised: string }
  /** Accepted and clean, but its key leads to no record of the other dataset. */
  | { unlinked: string }
  /** The row stays good; a second one with its key follows and is rejected. */
  | { duplicate: (fields: string[]) => string[] }

export type Defect = {
  id: string
  effect: Effect
  /** The fields changed in place (or replaced), or null where this row cannot have the defect. */
  apply: (fields: string[], random: Random) => string[] | null
}

export type FileTruth = {
  file: string
  dataset: string
  period: string
  rows: number
  accepted: number
  /**
   * Rows rejected, by reason: an edit rule, TYPE:variable, MISSING:variable, COLUMN_COUNT, DUPLICATE_KEY, SUPERSEDED.
   */
  rejected: Record<string, number>
  /** Accepted rows flagged, by soft rule, and how many rows have at least one flag. */
  flagged: Record<string, number>
  flaggedRows: number
  /** Accepted rows whose raw value had to be repaired, by kind of damage. */
  normalised: Record<string, number>
  /** Accepted rows whose key finds no partner by design, by kind. */
  unlinked: Record<string, number>
  /** Rows planted, by defect. */
  planted: Record<string, number>
}

const count = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1
}

/** Fields of one CSV row. */
export const splitRow = (row: string): string[] => {
  if (!row.includes('"')) return row.split(',')
  const fields: string[] = []
  let field = ''
  let quoted = false
  for (let i = 0; i < row.length; i++) {
    const c = row[i] as string
    if (quoted && c === '"' && row[i + 1] === '"') {
      field += '"'
      i++
    } else if (c === '"') quoted = !quoted
    else if (c === ',' && !quoted) {
      fields.push(field)
      field = ''
    } else field += c
  }
  fields.push(field)
  return fields
}

const joinRow = (fields: string[]): string => fields.map(csvField).join(',')

/** How a row went out: accepted rows can be linked unless their key was spoilt. */
export type RowOutcome = 'accepted' | 'unlinked' | 'rejected'

export class Planter {
  readonly truth: FileTruth
  private readonly random: Random
  private readonly defects: Defect[]
  private readonly meanGap: number
  private nextAt: number

  /** `rate`: share of rows that get a defect. The kinds take turns, so that each is planted equally often. */
  constructor(
    file: { name: string; dataset: string; period: string },
    defects: Defect[],
    rate: number,
    random: Random,
  ) {
    this.truth = {
      file: file.name,
      dataset: file.dataset,
      period: file.period,
      rows: 0,
      accepted: 0,
      rejected: {},
      flagged: {},
      flaggedRows: 0,
      normalised: {},
      unlinked: {},
      planted: {},
    }
    this.random = random
    this.defects = defects
    this.meanGap = 1 / rate
    this.nextAt = Math.floor(this.meanGap / 2)
  }

  /** Ends the row begun in `csv`. A protected row never gets a defect (another row depends on it). */
  endRow(csv: CsvFile, protect = false): RowOutcome {
    const { truth } = this
    if (truth.rows < this.nextAt || protect) {
      truth.rows++
      truth.accepted++
      csv.endRow()
      return 'accepted'
    }
    return this.plant(csv)
  }

  /** Ends a row that a later row of the same key supersedes. */
  endSuperseded(csv: CsvFile): void {
    this.truth.rows++
    count(this.truth.rejected, 'SUPERSEDED')
    csv.endRow()
  }

  private plant(csv: CsvFile): RowOutcome {
    const { truth, random, defects } = this
    random.start(90, truth.rows)
    this.nextAt = truth.rows + 1 + random.below(2 * this.meanGap - 1)
    // The kind planted least often so far, of those this row can have.
    const turn = [...defects].sort((a, b) => (truth.planted[a.id] ?? 0) - (truth.planted[b.id] ?? 0))
    for (const defect of turn) {
      const changed = defect.apply(splitRow(csv.currentRow()), random)
      if (!changed) continue
      count(truth.planted, defect.id)
      return this.write(csv, defect.effect, changed)
    }
    truth.rows++
    truth.accepted++
    csv.endRow()
    return 'accepted'
  }

  private write(csv: CsvFile, effect: Effect, fields: string[]): RowOutcome {
    const { truth } = this
    truth.rows++
    if ('duplicate' in effect) {
      csv.endRow()
      csv.replaceRow(joinRow(effect.duplicate(fields)))
      csv.endRow()
      truth.rows++
      truth.accepted++
      count(truth.rejected, 'DUPLICATE_KEY')
      return 'accepted'
    }
    csv.replaceRow(joinRow(fields))
    csv.endRow()
    if ('rejected' in effect) {
      count(truth.rejected, effect.rejected)
      return 'rejected'
    }
    truth.accepted++
    if ('flagged' in effect) {
      truth.flaggedRows++
      for (const rule of effect.flagged) count(truth.flagged, rule)
    } else if ('normalised' in effect) count(truth.normalised, effect.normalised)
    else {
      count(truth.unlinked, effect.unlinked)
      return 'unlinked'
    }
    return 'accepted'
  }
}

/** Builders of the defects most files share; `column` is the index of a field. */
export const spoil = {
  /** Spreadsheets drop the zero in front of a code. */
  lostZero: (id: string, column: number): Defect => ({
    id,
    effect: { normalised: id },
    apply: (f) => (f[column]?.startsWith('0') ? f.with(column, f[column].slice(1)) : null),
  }),
  missing: (variable: string, column: number): Defect => ({
    id: `missing_${variable}`,
    effect: { rejected: `MISSING:${variable}` },
    apply: (f) => f.with(column, ''),
  }),
  badType: (variable: string, column: number, values: string[]): Defect => ({
    id: `bad_type_${variable}`,
    effect: { rejected: `TYPE:${variable}` },
    apply: (f, random) => f.with(column, values[random.below(values.length)] ?? ''),
  }),
  rejected: (rule: string, column: number, value: (old: string, random: Random) => string | null): Defect => ({
    id: rule,
    effect: { rejected: rule },
    apply: (f, random) => {
      const next = value(f[column] ?? '', random)
      return next === null ? null : f.with(column, next)
    },
  }),
  flagged: (
    id: string,
    rules: string[],
    column: number,
    value: (old: string, random: Random, fields: string[]) => string | null,
  ): Defect => ({
    id,
    effect: { flagged: rules },
    apply: (f, random) => {
      const next = value(f[column] ?? '', random, f)
      return next === null ? null : f.with(column, next)
    },
  }),
  normalised: (id: string, column: number, value: (old: string) => string | null): Defect => ({
    id,
    effect: { normalised: id },
    apply: (f) => {
      const next = value(f[column] ?? '')
      return next === null ? null : f.with(column, next)
    },
  }),
  columnTooFew: {
    id: 'column_too_few',
    effect: { rejected: 'COLUMN_COUNT' },
    apply: (f) => f.slice(0, -1),
  } satisfies Defect as Defect,
  columnTooMany: {
    id: 'column_too_many',
    effect: { rejected: 'COLUMN_COUNT' },
    apply: (f) => [...f, 'x'],
  } satisfies Defect as Defect,
  duplicate: (change: (fields: string[]) => string[] = (f) => f): Defect => ({
    id: 'duplicate',
    effect: { duplicate: change },
    apply: (f) => f,
  }),
}

const ninth = (code: string): string | null => (/^0\d{9}$/.test(code) ? code : null)

/**
 * The forms in which tax codes arrive, all of which must be read as the same code; and one whose check digit is wrong.
 */
export const taxCodeDefects = (column: number): Defect[] => [
  spoil.normalised('tax_code_lost_zero', column, (code) => ninth(code)?.slice(1) ?? null),
  spoil.normalised('tax_code_suffix_000', column, (code) => (/^\d{10}$/.test(code) ? `${code}-000` : null)),
  spoil.normalised('tax_code_no_hyphen', column, (code) =>
    /^\d{10}-\d{3}$/.test(code) ? code.replace('-', '') : null,
  ),
  spoil.normalised('tax_code_spaces', column, (code) =>
    /^\d{10}$/.test(code) ? ` ${code.slice(0, 4)} ${code.slice(4)} ` : null,
  ),
  spoil.normalised('tax_code_scientific', column, (code) => {
    const digits = ninth(code)?.slice(1)
    return digits === undefined || digits.startsWith('0') ? null : `${digits[0]}.${digits.slice(1)}E+08`
  }),
  spoil.rejected('tax_code_check_digit', column, (code) =>
    /^\d{10}/.test(code) ? code.slice(0, 9) + ((Number(code[9]) + 3) % 10) + code.slice(10) : null,
  ),
  spoil.missing('tax_code', column),
]
