// The table in SQL as DuckDB speaks it, over the Parquet export. In: a plan. Out: one statement. Weighted percentiles
// are refused.
import { sqlText } from '#shared/format/sqlText.ts'
import { headLines, unsayable } from './scriptPlan.ts'
import type { ScriptKey, ScriptPlan, ScriptRecordMeasure } from './scriptPlan.ts'

const name = (text: string): string => `"${text.replaceAll('"', '""')}"`

const keyText = ({ column, kind }: ScriptKey): string => {
  const of = name(column)
  switch (kind.is) {
    case 'dated':
      return `CASE WHEN ${of} IS NULL THEN '#missing' WHEN ${name(`${column}_label`)} IS NULL THEN '#unmapped' ELSE ${of} || '@' || ${name(`${column}_version`)} END`
    case 'time': {
      const text = kind.date ? `strftime(${of}, '%Y-%m-%d')` : of
      const cuts: Partial<Record<typeof kind.level, string>> = {
        year: `substr(${text}, 1, 4)`,
        quarter: `CASE WHEN contains(${text}, 'Q') THEN ${text} ELSE substr(${text}, 1, 4) || '-Q' || ((CAST(substr(${text}, 6, 2) AS INTEGER) + 2) // 3) END`,
        month: `substr(${text}, 1, 7)`,
      }
      const cut = cuts[kind.level] ?? text
      return `coalesce(${cut}, '#missing')`
    }
    default:
      return `coalesce(CAST(${of} AS VARCHAR), '#missing')`
  }
}

const measureText = ({ id, statistic, percentile, column, weight }: ScriptRecordMeasure): string => {
  const x = column === null ? '' : name(column)
  const w = weight === null ? null : name(weight)
  const known = `FILTER (WHERE ${x} IS NOT NULL${w === null ? '' : ` AND ${w} IS NOT NULL`})`
  switch (statistic) {
    case 'count':
      return w === null ? 'count(*)' : `coalesce(sum(${w}), 0)`
    case 'distinct':
      return `count(DISTINCT ${x})`
    case 'sum':
      return w === null ? `sum(${x})` : `sum(${w} * ${x})`
    case 'mean':
      return w === null
        ? `avg(CAST(${x} AS DOUBLE))`
        : `CAST(sum(${w} * ${x}) ${known} AS DOUBLE) / nullif(CAST(sum(${w}) ${known} AS DOUBLE), 0)`
    case 'minimum':
      return `min(${x})`
    case 'maximum':
      return `max(${x})`
    case 'standard_deviation': {
      if (w === null) return `stddev_samp(CAST(${x} AS DOUBLE))`
      const [s0, s1, s2] = [
        `sum(CAST(${w} AS DOUBLE)) ${known}`,
        `sum(CAST(${w} AS DOUBLE) * ${x}) ${known}`,
        `sum(CAST(${w} AS DOUBLE) * ${x} * ${x}) ${known}`,
      ]
      return `CASE WHEN count(${x}) ${known} >= 2 AND ${s0} > 1 THEN sqrt(greatest(0, (${s2} - ${s1} * ${s1} / ${s0}) / (${s0} - 1))) END`
    }
    case 'median':
    case 'percentile': {
      if (w !== null) return unsayable('sql', `phân vị có quyền số (“${id}”)`, `a weighted percentile (“${id}”)`)
      // Whole hundredths of a percent, so that an exactly reached share is seen as such.
      const share = Math.round((statistic === 'median' ? 50 : percentile) * 10_000)
      const n = `count(${x})`
      const sorted = `list_sort(list(CAST(${x} AS DOUBLE)) FILTER (WHERE ${x} IS NOT NULL))`
      const rank = `(${n} * ${share}) // 1000000`
      return `CASE WHEN ${n} = 0 THEN NULL WHEN (${n} * ${share}) % 1000000 = 0 AND ${rank} >= 1 THEN (${sorted}[${rank}] + ${sorted}[least(${rank} + 1, ${n})]) / 2 ELSE ${sorted}[${rank} + 1] END`
    }
    default:
      return statistic satisfies never
  }
}

export const sqlScript = (plan: ScriptPlan): string => {
  const { keys, sets, records, derived, shown, file } = plan
  const columns = [
    ...new Set(
      records.flatMap((m) => [...(m.column === null ? [] : [m.column]), ...(m.weight === null ? [] : [m.weight])]),
    ),
  ]
  const key = keys.map((_, i) => `k${i + 1}`)
  const hidden = keys.flatMap((k, i) => (k.hideMissing ? [`k${i + 1} <> '#missing'`] : []))
  const stages: string[] = [
    `records AS (\n  SELECT ${[...keys.map((k, i) => `${keyText(k)} AS k${i + 1}`), ...columns.map(name)].join(',\n    ') || '1 AS one'}\n  FROM read_parquet(${sqlText(file.name)})\n)`,
    `cells AS (\n  SELECT ${[
      ...key.map((k) => `CASE WHEN grouping(${k}) = 1 THEN '#total' ELSE ${k} END AS ${k}`),
      ...records.map((m) => `${measureText(m)} AS ${name(`m_${m.id}`)}`),
    ].join(
      ',\n    ',
    )}\n  FROM records${hidden.length > 0 ? `\n  WHERE ${hidden.join(' AND ')}` : ''}${key.length > 0 ? `\n  GROUP BY GROUPING SETS (${sets.map((s) => `(${s.map((i) => `k${i + 1}`).join(', ')})`).join(', ')})` : ''}\n)`,
  ]
  let last = 'cells'
  for (const [i, d] of derived.entries()) {
    const next = `step_${i + 1}`
    const m = name(`m_${d.id}`)
    const quotient = (a: string, b: string): string =>
      `CASE WHEN ${b} = 0 THEN NULL ELSE CAST(${a} AS DOUBLE) / CAST(${b} AS DOUBLE) * ${d.factor} END`
    stages.push(
      d.kind === 'ratio'
        ? `${next} AS (\n  SELECT *, ${quotient(name(`m_${d.numerator}`), name(`m_${d.denominator}`))} AS ${m}\n  FROM ${last}\n)`
        : `${next} AS (\n  SELECT a.*, ${quotient(`a.${name(`m_${d.of}`)}`, `b.${name(`m_${d.of}`)}`)} AS ${m}\n  FROM ${last} a LEFT JOIN ${last} b ON ${key.map((k, at) => `b.${k} = ${d.over.includes(at) ? "'#total'" : `a.${k}`}`).join(' AND ') || 'true'}\n)`,
    )
    last = next
  }
  const shownText = shown.map(
    (m) =>
      `${m.power > 0 ? `CAST(${name(`m_${m.id}`)} AS DOUBLE) / 1e${m.power}` : name(`m_${m.id}`)} AS ${name(m.id)}`,
  )
  return `${headLines(plan)
    .map((l) => `-- ${l}`.trimEnd())
    .join(
      '\n',
    )}\n\nWITH ${stages.join(', ')}\nSELECT ${[...keys.map((k, i) => `k${i + 1} AS ${name(k.name)}`), ...shownText].join(',\n  ')}\nFROM ${last}\nORDER BY ALL;\n`
}
