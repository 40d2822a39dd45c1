// The table in Stata syntax (version 14 and later), over the .dta export. In: a plan. Out: a do-file. Weighted
// percentiles and deviations are refused; categories with a code list are named by code and label together, as the file
// labels them.
import { headLines, unsayable } from './scriptPlan.ts'
import type { ScriptKey, ScriptPlan, ScriptRecordMeasure } from './scriptPlan.ts'

const q = (text: string): string => `\`"${text.replaceAll('`', "'")}"'`

const keyLines = ({ column, kind }: ScriptKey, k: string): string[] => {
  switch (kind.is) {
    case 'dated':
    case 'listed':
      return [`decode ${column}, gen(${k})`, `replace ${k} = "#missing" if missing(${column})`]
    case 'number':
      return [`gen ${k} = string(${column}, "%21.${kind.scale}f")`, `replace ${k} = "#missing" if missing(${column})`]
    case 'time': {
      const text = kind.date ? `string(${column}, "%tdCCYY-NN-DD")` : column
      const cuts: Partial<Record<typeof kind.level, string>> = {
        year: `substr(${text}, 1, 4)`,
        quarter: `cond(strpos(${text}, "Q") > 0, ${text}, substr(${text}, 1, 4) + "-Q" + string(ceil(real(substr(${text}, 6, 2)) / 3)))`,
        month: `substr(${text}, 1, 7)`,
      }
      const cut = cuts[kind.level] ?? text
      return [`gen ${k} = ${cut}`, `replace ${k} = "#missing" if missing(${column})`]
    }
    default:
      return [`gen ${k} = ${column}`, `replace ${k} = "#missing" if missing(${column})`]
  }
}

/** What has to be made before a collapse, and the parts of the collapse itself. */
const measureParts = (m: ScriptRecordMeasure, i: number): { before: string[]; collapse: string[]; after: string[] } => {
  const x = m.column ?? ''
  const w = m.weight
  const v = `m${i}`
  const simple = (statistic: string): ReturnType<typeof measureParts> => ({
    before: [],
    collapse: [`(${statistic}) ${v}=${x}`],
    after: [],
  })
  switch (m.statistic) {
    case 'count':
      return w === null
        ? { before: [], collapse: [`(sum) ${v}=one`], after: [] }
        : { before: [], collapse: [`(sum) ${v}=${w}`], after: [] }
    case 'sum':
      return {
        before: [`gen double x${i} = ${w === null ? x : `${w} * ${x}`}`],
        collapse: [`(sum) ${v}=x${i}`, `(count) n${i}=x${i}`],
        after: [`replace ${v} = . if n${i} == 0`],
      }
    case 'mean':
      return w === null
        ? simple('mean')
        : {
            before: [`gen double x${i} = ${w} * ${x}`, `gen double w${i} = ${w} if !missing(${x})`],
            collapse: [`(sum) ${v}=x${i}`, `(sum) v${i}=w${i}`],
            after: [`replace ${v} = cond(v${i} == 0, ., ${v} / v${i})`],
          }
    case 'minimum':
      return simple('min')
    case 'maximum':
      return simple('max')
    case 'median':
    case 'percentile':
      if (w !== null) return unsayable('stata', `phân vị có quyền số (“${m.id}”)`, `a weighted percentile (“${m.id}”)`)
      if (m.statistic === 'percentile' && !Number.isInteger(m.percentile))
        return unsayable(
          'stata',
          `phân vị ${m.percentile} (Stata chỉ nhận số nguyên)`,
          `the percentile ${m.percentile} (Stata takes whole numbers)`,
        )
      return simple(m.statistic === 'median' ? 'median' : `p${m.percentile}`)
    case 'standard_deviation':
      return w === null
        ? simple('sd')
        : unsayable('stata', `độ lệch chuẩn có quyền số (“${m.id}”)`, `a weighted standard deviation (“${m.id}”)`)
    case 'distinct':
      return {
        before: [`bysort \`keys' ${x}: gen byte x${i} = _n == 1 & !missing(${x})`],
        collapse: [`(sum) ${v}=x${i}`],
        after: [],
      }
    default:
      return m.statistic satisfies never
  }
}

export const stataScript = (plan: ScriptPlan): string => {
  const { keys, sets, records, derived, shown, file, definition } = plan
  const number = new Map<string, number>([
    ...records.map((m, i) => [m.id, i + 1] as const),
    ...derived.map((d, i) => [d.id, records.length + i + 1] as const),
  ])
  const v = (id: string): string => `m${number.get(id) ?? 0}`
  const parts = records.map((m, i) => measureParts(m, i + 1))
  const all = keys.map((_, i) => `k${i + 1}`)
  const hidden = keys.flatMap((k, i) => (k.hideMissing ? [`drop if k${i + 1} == "#missing"`] : []))
  const withKeys = sets.filter((s) => s.length > 0)
  const steps = (by: string): string[] => [
    ...parts.flatMap((p) => p.before.map((l) => `  ${l}`)),
    `  collapse ${parts.flatMap((p) => p.collapse).join(' ')}${by}`,
    ...parts.flatMap((p) => p.after.map((l) => `  ${l}`)),
    "  append using `cells'",
    "  save `cells', replace",
    '  restore',
  ]
  return `${[
    ...headLines(plan).map((l) => `* ${l}`.trimEnd()),
    '',
    'version 14',
    `use ${q(file.name)}, clear`,
    'gen byte one = 1',
    ...keys.flatMap((k, i) => keyLines(k, `k${i + 1}`)),
    ...hidden,
    'tempfile records cells',
    "save `records'",
    'clear',
    "save `cells', emptyok",
    "use `records', clear",
    '',
    ...(withKeys.length > 0
      ? [
          `foreach keys in ${withKeys.map((s) => `"${s.map((k) => `k${k + 1}`).join(' ')}"`).join(' ')} {`,
          '  preserve',
          ...steps(", by(`keys')"),
          '}',
        ]
      : []),
    '* The whole table.',
    'local keys ""',
    'preserve',
    ...steps(''),
    '',
    "use `cells', clear",
    ...all.map((k) => `replace ${k} = "#total" if ${k} == ""`),
    '',
    ...derived.flatMap((d) => {
      const m = v(d.id)
      if (d.kind === 'ratio')
        return [
          `gen double ${m} = cond(${v(d.denominator)} == 0, ., ${v(d.numerator)} / ${v(d.denominator)} * ${d.factor})`,
        ]
      const kept = all.filter((_, i) => !d.over.includes(i))
      return [
        'preserve',
        ...d.over.map((i) => `keep if k${i + 1} == "#total"`),
        `keep ${[...kept, v(d.of)].join(' ')}`,
        `rename ${v(d.of)} base`,
        'tempfile bases',
        "save `bases', replace",
        'restore',
        kept.length > 0
          ? `merge m:1 ${kept.join(' ')} using \`bases', nogenerate keep(master match)`
          : "cross using `bases'",
        `gen double ${m} = cond(base == 0, ., ${v(d.of)} / base * ${d.factor})`,
        'drop base',
      ]
    }),
    ...shown.filter((m) => m.power > 0).map((m) => `replace ${v(m.id)} = ${v(m.id)} / 1e${m.power}`),
    `keep ${[...all, ...shown.map((m) => v(m.id))].join(' ')}`,
    ...keys.map((k, i) => `label variable k${i + 1} ${q(k.name)}`),
    ...shown.map((m) => `label variable ${v(m.id)} ${q(m.id)}`),
    ...(all.length > 0 ? [`sort ${all.join(' ')}`] : []),
    `save ${q(`${definition.id}.dta`)}, replace`,
    'list, clean noobs',
  ].join('\n')}\n`
}
