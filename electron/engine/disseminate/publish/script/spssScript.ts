// The table in SPSS syntax (PSPP runs it too), over the .sav export. In: a plan. Out: the syntax. Percentiles other
// than the median, distinct counts and weighted spreads are refused; categories with a code list are named by code and
// label together, as the file labels them.
import { headLines, unsayable } from './scriptPlan.ts'
import type { ScriptKey, ScriptPlan, ScriptRecordMeasure } from './scriptPlan.ts'

const q = (text: string): string => `'${text.replaceAll("'", "''")}'`
const keyBytes = 250

const keyLines = ({ column, kind }: ScriptKey, k: string): string[] => {
  const missing = (text: boolean): string =>
    text ? `IF (RTRIM(${column}) = '') ${k} = '#missing'.` : `IF (SYSMIS(${column})) ${k} = '#missing'.`
  switch (kind.is) {
    case 'dated':
    case 'listed':
      return [`COMPUTE ${k} = VALUELABEL(${column}).`, missing(false)]
    case 'number':
      return [`COMPUTE ${k} = LTRIM(STRING(${column}, F20.${kind.scale})).`, missing(false)]
    case 'time': {
      if (!kind.date) {
        return [
          `COMPUTE ${k} = ${kind.level === 'year' ? `CHAR.SUBSTR(${column}, 1, 4)` : column}.`,
          ...(kind.level === 'quarter'
            ? [
                `IF (CHAR.INDEX(${column}, 'Q') = 0) ${k} = CONCAT(CHAR.SUBSTR(${column}, 1, 4), '-Q', STRING(TRUNC((NUMBER(CHAR.SUBSTR(${column}, 6, 2), F2) + 2) / 3), F1)).`,
              ]
            : []),
          missing(true),
        ]
      }
      const year = `STRING(XDATE.YEAR(${column}), N4)`
      const month = `STRING(XDATE.MONTH(${column}), N2)`
      const cuts: Partial<Record<typeof kind.level, string>> = {
        year,
        quarter: `CONCAT(${year}, '-Q', STRING(XDATE.QUARTER(${column}), F1))`,
        month: `CONCAT(${year}, '-', ${month})`,
      }
      const day = `CONCAT(${year}, '-', ${month}, '-', STRING(XDATE.MDAY(${column}), N2))`
      const text = cuts[kind.level] ?? day
      return [`COMPUTE ${k} = ${text}.`, missing(false)]
    }
    default:
      return [`COMPUTE ${k} = ${column}.`, missing(true)]
  }
}

const measureParts = (
  m: ScriptRecordMeasure,
  i: number,
): { before: string[]; aggregate: string[]; after: string[] } => {
  const x = m.column ?? ''
  const w = m.weight
  const v = `m${i}`
  const simple = (function_: string): ReturnType<typeof measureParts> => ({
    before: [],
    aggregate: [`${v} = ${function_}(${x})`],
    after: [],
  })
  switch (m.statistic) {
    case 'count':
      return w === null
        ? { before: [], aggregate: [`${v} = SUM(one)`], after: [] }
        : {
            before: [`COMPUTE w${i} = ${w}.`, `IF (SYSMIS(w${i})) w${i} = 0.`],
            aggregate: [`${v} = SUM(w${i})`],
            after: [],
          }
    case 'sum':
      return w === null
        ? simple('SUM')
        : { before: [`COMPUTE x${i} = ${w} * ${x}.`], aggregate: [`${v} = SUM(x${i})`], after: [] }
    case 'mean':
      return w === null
        ? simple('MEAN')
        : {
            before: [`COMPUTE x${i} = ${w} * ${x}.`, `IF (NOT SYSMIS(${x})) w${i} = ${w}.`],
            aggregate: [`s${i} = SUM(x${i})`, `v${i} = SUM(w${i})`],
            after: [`IF (v${i} <> 0) ${v} = s${i} / v${i}.`],
          }
    case 'minimum':
      return simple('MIN')
    case 'maximum':
      return simple('MAX')
    case 'median':
      return w === null
        ? simple('MEDIAN')
        : unsayable('spss', `trung vị có quyền số (“${m.id}”)`, `a weighted median (“${m.id}”)`)
    case 'standard_deviation':
      return w === null
        ? simple('SD')
        : unsayable('spss', `độ lệch chuẩn có quyền số (“${m.id}”)`, `a weighted standard deviation (“${m.id}”)`)
    case 'percentile':
      return unsayable(
        'spss',
        `phân vị (“${m.id}”): SPSS dùng định nghĩa khác`,
        `a percentile (“${m.id}”): SPSS defines it otherwise`,
      )
    case 'distinct':
      return unsayable('spss', `số giá trị khác nhau (“${m.id}”)`, `a distinct count (“${m.id}”)`)
    default:
      return m.statistic satisfies never
  }
}

export const spssScript = (plan: ScriptPlan): string => {
  const { keys, sets, records, derived, shown, file, definition } = plan
  const number = new Map<string, number>([
    ...records.map((m, i) => [m.id, i + 1] as const),
    ...derived.map((d, i) => [d.id, records.length + i + 1] as const),
  ])
  const v = (id: string): string => `m${number.get(id) ?? 0}`
  const parts = records.map((m, i) => measureParts(m, i + 1))
  const all = keys.map((_, i) => `k${i + 1}`)
  const cellFile = (i: number): string => `${definition.id}_cells_${i + 1}.sav`
  const partsFile = `${definition.id}_records.sav`
  return `${[
    ...headLines(plan).map((l) => `* ${l.replace(/\.+$/, '')}.`),
    '',
    `GET FILE=${q(file.name)}.`,
    'COMPUTE one = 1.',
    ...(all.length > 0 ? [`STRING ${all.join(' ')} (A${keyBytes}).`] : []),
    ...keys.flatMap((k, i) => keyLines(k, `k${i + 1}`)),
    ...parts.flatMap((p) => p.before),
    'EXECUTE.',
    ...keys.flatMap((k, i) => (k.hideMissing ? [`SELECT IF (k${i + 1} <> '#missing').`] : [])),
    `SAVE OUTFILE=${q(partsFile)}.`,
    '',
    ...sets.flatMap((set, i) => [
      `GET FILE=${q(partsFile)}.`,
      `AGGREGATE OUTFILE=${q(cellFile(i))}${set.length > 0 ? ` /BREAK=${set.map((k) => `k${k + 1}`).join(' ')}` : ' /BREAK=one'} ${parts
        .flatMap((p) => p.aggregate)
        .map((a) => `/${a}`)
        .join(' ')}.`,
    ]),
    '',
    `GET FILE=${q(cellFile(0))}.`,
    ...sets.slice(1).map((_, i) => `ADD FILES /FILE=* /FILE=${q(cellFile(i + 1))}.`),
    ...all.map((k) => `IF (RTRIM(${k}) = '') ${k} = '#total'.`),
    ...parts.flatMap((p) => p.after),
    'EXECUTE.',
    ...derived.flatMap((d) => {
      const m = v(d.id)
      if (d.kind === 'ratio')
        return [
          `IF (${v(d.denominator)} <> 0) ${m} = ${v(d.numerator)} / ${v(d.denominator)} * ${d.factor}.`,
          'EXECUTE.',
        ]
      const kept = all.filter((_, i) => !d.over.includes(i))
      const [cells, bases] = [q(`${definition.id}_all.sav`), q(`${definition.id}_base.sav`)]
      const by = kept.length > 0 ? kept : ['whole']
      return [
        ...(kept.length > 0 ? [] : ['COMPUTE whole = 1.']),
        `SORT CASES BY ${by.join(' ')}.`,
        `SAVE OUTFILE=${cells}.`,
        ...d.over.map((i) => `SELECT IF (k${i + 1} = '#total').`),
        `SAVE OUTFILE=${bases} /KEEP=${by.join(' ')} ${v(d.of)} /RENAME=(${v(d.of)}=base).`,
        `MATCH FILES /FILE=${cells} /TABLE=${bases} /BY=${by.join(' ')}.`,
        `IF (base <> 0) ${m} = ${v(d.of)} / base * ${d.factor}.`,
        'EXECUTE.',
        'DELETE VARIABLES base.',
      ]
    }),
    ...shown.filter((m) => m.power > 0).map((m) => `COMPUTE ${v(m.id)} = ${v(m.id)} / 1e${m.power}.`),
    ...(shown.some((m) => m.power > 0) ? ['EXECUTE.'] : []),
    ...(all.length > 0 ? [`SORT CASES BY ${all.join(' ')}.`] : []),
    `VARIABLE LABELS ${[...keys.map((k, i) => `k${i + 1} ${q(k.name)}`), ...shown.map((m) => `${v(m.id)} ${q(m.id)}`)].join(' /')}.`,
    `SAVE OUTFILE=${q(`${definition.id}.sav`)} /KEEP=${[...all, ...shown.map((m) => v(m.id))].join(' ')}.`,
  ].join('\n')}\n`
}
