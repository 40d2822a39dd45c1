// A definition narrowed to one period and one territory, as a batch asks. In: a definition, what the dataset has, the
// parameters. Out: the narrowed definition and notices of what had to give way. Pure; the filter is written in the
// expression language.
import { sqlText } from '#shared/format/sqlText.ts'
import { ancestorCode } from '#engine/classify/codeLists.ts'
import { periodAtLevel } from '#shared/model/period.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'
import { periodLabel } from '#shared/format/time.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { Measure } from '#shared/model/measure.ts'
import { parsePeriod, periodBounds, referenceDate, shiftPeriod } from '#shared/model/period.ts'
import type { Period, PeriodKind } from '#shared/model/period.ts'
import { axisBlocks } from '#shared/model/table.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'

export type TerritoryList = { variable: string; list: string; lists: CodeLists }
export type Parameters = {
  period: Period | null
  /** A code of the list; null the whole country, undefined not asked. */ territory: string | null | undefined
  /** A table with the period among rows or columns shows the year that ends with the period, not the period alone. */
  series?: boolean
}
export type DatasetFacts = {
  dataset: string
  periods: readonly Period[]
  periodKind: PeriodKind
  territory: TerritoryList | null
}
export type Narrowed = { definition: TableDefinition; notices: Bilingual[]; territoryLabel: Bilingual | null }

const country: Bilingual = { vi: 'Cả nước', en: 'Whole country' }
const oneOf = (variable: string, codes: readonly string[]): string =>
  `${variable} in (${codes.map(sqlText).join(', ')})`

/** Delivered periods that lie wholly in the one asked for. */
export const periodsWithin = (periods: readonly Period[], wanted: Period): Period[] => {
  const whole = periodBounds(wanted)
  return periods.filter((period) => {
    const own = periodBounds(period)
    return (
      period === wanted ||
      (whole !== null &&
        own !== null &&
        parsePeriod(period)?.kind !== 'school_year' &&
        whole.first <= own.first &&
        own.last <= whole.last)
    )
  })
}

/**
 * Delivered periods from the same one a year before (of whole years: from their beginning) to the end of the one asked
 * for.
 */
const yearUpTo = (periods: readonly Period[], wanted: Period, wholeYears: boolean): Period[] => {
  const before = shiftPeriod(wanted, -1, 'year')
  const first = before === null ? null : periodBounds(wholeYears ? before.slice(0, 4) : before)
  const last = periodBounds(wanted)
  if (!first || !last) return []
  return periods.filter((period) => {
    const own = periodBounds(period)
    return own !== null && first.first <= own.first && own.last <= last.last
  })
}

export const versionOn = (versions: readonly CodeListVersion[], period: Period): CodeListVersion | undefined => {
  const day = referenceDate(period) ?? ''
  return versions.findLast(
    (v) => (v.validFrom === null || v.validFrom <= day) && (v.validTo === null || day <= v.validTo),
  )
}

/** Detailed codes under a code of any level; itself where it is detailed. */
const detailedCodes = (version: CodeListVersion, code: string): string[] => {
  const detailed = version.items.filter((item) => item.level === version.levels[0]?.id)
  if (detailed.some((item) => item.code === code)) return [code]
  const level = version.items.find((item) => item.code === code)?.level
  return level === undefined
    ? []
    : detailed.filter((item) => ancestorCode(version, item.code, level) === code).map((item) => item.code)
}

/** Codes of an older version all of whose counterparts are among these. */
const formerCodes = (
  lists: CodeLists,
  list: string,
  from: CodeListVersion,
  to: CodeListVersion,
  codes: readonly string[],
): string[] => {
  const targets = Map.groupBy(lists.correspondence(list, from.version, to.version)?.pairs ?? [], (pair) => pair.from)
  return [...targets]
    .filter(([, pairs]) => pairs.length > 0 && pairs.every((pair) => codes.includes(pair.to)))
    .map(([code]) => code)
}

/** The units a batch runs through for "each": of the version valid at the end of the period. */
export const territoryCodes = ({ list, lists }: TerritoryList, period: Period | null): string[] => {
  const versions = lists.versions(list)
  const version = (period === null ? undefined : versionOn(versions, period)) ?? versions.at(-1)
  return version ? version.items.filter((item) => item.level === version.levels[0]?.id).map((item) => item.code) : []
}

const territoryFilter = (
  { variable, list, lists }: TerritoryList,
  code: string,
  periods: readonly Period[],
): { filter: string; label: Bilingual } => {
  const versions = lists.versions(list)
  const last = periods.at(-1)
  const version =
    (last === undefined ? undefined : versionOn(versions, last)) ??
    versions.at(-1) ??
    fail('CODE_LIST_UNKNOWN', { list })
  const codes = detailedCodes(version, code)
  if (codes.length === 0) return fail('BATCH_TERRITORY_UNKNOWN', { territory: code, version: version.version })
  const label = version.items.find((item) => item.code === code)?.label ?? { vi: code, en: code }
  const byVersion = Map.groupBy(periods, (period) => versionOn(versions, period) ?? version)
  if (versions.length < 2 || byVersion.size === 0) return { filter: oneOf(variable, codes), label }
  const conditions = [...byVersion].flatMap(([own, within]) => {
    const meant = own === version ? codes : formerCodes(lists, list, own, version, codes)
    return meant.length === 0
      ? []
      : [
          byVersion.size === 1
            ? oneOf(variable, meant)
            : `(${oneOf(periodVariableId, within)} and ${oneOf(variable, meant)})`,
        ]
  })
  return { filter: conditions.length === 1 ? (conditions[0] ?? '') : `(${conditions.join(' or ')})`, label }
}

const comparesPeriods = (measure: Measure): boolean =>
  ['difference', 'growth', 'index', 'cumulative'].includes(measure.statistic)
const onPeriod = ({ variable }: Dimension): boolean => variable === periodVariableId
const axesOf = (definition: TableDefinition) => ({
  row: definition.rows,
  column: definition.columns,
  layer: definition.layers,
})

/** Whether earlier periods can be computed along and then left out of sight without touching any other figure. */
const earlierCanBeHidden = (definition: TableDefinition): boolean => {
  const axes = axesOf(definition)
  const on = (Object.keys(axes) as (keyof typeof axes)[]).filter((axis) => axes[axis].some(onPeriod))
  const [axis] = on
  if (
    axis === undefined ||
    on.length > 1 ||
    axisBlocks(axes[axis]).some((block) => block.filter(onPeriod).length !== 1)
  )
    return false
  return definition.measures.every((measure) => {
    if (measure.statistic === 'rank') return measure.along !== periodVariableId
    if (measure.statistic !== 'percent' && measure.statistic !== 'share') return true
    return (
      (measure.base === 'column' && axis !== 'row') ||
      (measure.base === 'row' && axis !== 'column') ||
      (measure.base === 'layer' && axis === 'layer') ||
      (measure.base === 'subtotal' && !(measure.over ?? []).includes(periodVariableId))
    )
  })
}

const withEarlierHidden = (
  definition: TableDefinition,
  facts: DatasetFacts,
  shown: readonly Period[],
): TableDefinition => {
  const narrowed = (dimension: Dimension): Dimension => {
    if (!onPeriod(dimension)) return dimension
    const level = periodLevel(dimension, facts.periodKind)
    const keys = (periods: readonly Period[]): Set<string> =>
      new Set(periods.flatMap((p) => periodAtLevel(p, level) ?? []))
    const visible = keys(shown)
    const hidden = [...keys(facts.periods)].filter((key) => !visible.has(key))
    return { ...dimension, total: 'none', hidden: [...new Set([...(dimension.hidden ?? []), ...hidden])] }
  }
  return {
    ...definition,
    rows: definition.rows.map(narrowed),
    columns: definition.columns.map(narrowed),
    layers: definition.layers.map(narrowed),
  }
}
const periodLevel = ({ level }: Dimension, kind: PeriodKind): PeriodKind =>
  level === 'year' || level === 'quarter' || level === 'month' || level === 'school_year' ? level : kind

/**
 * {period} and {territory} in any text of a definition: labels where it is bilingual, codes elsewhere. Tells whether a
 * code was asked for.
 */
const substituted = (
  definition: TableDefinition,
  codes: Record<string, string>,
  labels: Record<string, Bilingual>,
): { definition: TableDefinition; used: Set<string>; inTitle: Set<string> } => {
  const used = new Set<string>()
  const inTitle = new Set<string>()
  const fill = (text: string, values: Record<string, string>, note: Set<string> | null): string =>
    text.replace(/\{(period|territory)\}/g, (whole, key: string) => {
      if (values[key] === undefined) return whole
      note?.add(key)
      return values[key]
    })
  const isBilingual = (value: object): value is Bilingual =>
    Object.keys(value).length === 2 && 'vi' in value && 'en' in value
  const walk = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') return fill(value, codes, used)
    if (Array.isArray(value)) return value.map((each) => walk(each, path))
    if (value === null || typeof value !== 'object') return value
    if (isBilingual(value)) {
      const texts = (language: 'vi' | 'en') =>
        Object.fromEntries(Object.entries(labels).map(([key, label]) => [key, label[language]]))
      return {
        vi: fill(value.vi, texts('vi'), path === 'title' ? inTitle : null),
        en: fill(value.en, texts('en'), path === 'title' ? inTitle : null),
      }
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, path === '' ? key : path)]))
  }
  return { definition: walk(definition, '') as TableDefinition, used, inTitle }
}

/** A title that names its year or place itself is not told again; it may do so with a dash of its own. */
const saysAlready = (title: string, text: string): boolean =>
  title.replaceAll('–', '-').toLowerCase().includes(text.toLowerCase())
const withinSentence = (label: string): string =>
  label.replace(/^(Năm|Tháng|Quý|School) /, (word) => word.toLowerCase())

const isShortPeriod = (period: Period): boolean => ['month', 'quarter'].includes(parsePeriod(period)?.kind ?? '')
const hasPeriodAxis = (definition: TableDefinition): boolean =>
  [...definition.rows, ...definition.columns].some(onPeriod)
/** Years or quarters made of shorter periods: their first one must not be a part of itself. */
const hasLongAxis = (definition: TableDefinition): boolean =>
  [...definition.rows, ...definition.columns].some((d) => onPeriod(d) && (d.level === 'year' || d.level === 'quarter'))
const upToLabel = (period: Period): Bilingual => {
  const { vi, en } = periodLabel(period)
  return { vi: `đến ${withinSentence(vi)}`, en: `to ${en}` }
}

export const narrowDefinition = (
  given: TableDefinition,
  facts: DatasetFacts,
  { period, territory, series = false }: Parameters,
): Narrowed => {
  const notices: Bilingual[] = []
  const own = period === null ? [...facts.periods] : periodsWithin(facts.periods, period)
  const asSeries = period !== null && series && isShortPeriod(period) && hasPeriodAxis(given)
  const shown = asSeries && own.length > 0 ? yearUpTo(facts.periods, period, hasLongAxis(given)) : own
  if (period !== null && shown.length === 0) return fail('BATCH_PERIOD_EMPTY', { period, dataset: facts.dataset })
  if (typeof territory === 'string' && facts.territory === null)
    return fail('BATCH_TERRITORY_NONE', { table: given.title.vi })

  const place =
    typeof territory === 'string' && facts.territory !== null
      ? territoryFilter(facts.territory, territory, shown)
      : null
  const territoryLabel = place?.label ?? (territory === null ? country : null)
  const labels = {
    ...(period === null ? {} : { period: asSeries ? upToLabel(period) : periodLabel(period) }),
    ...(territoryLabel === null ? {} : { territory: territoryLabel }),
  }
  const codes = { ...(period === null ? {} : { period }), ...(typeof territory === 'string' ? { territory } : {}) }
  const { definition: filled, used, inTitle } = substituted(given, codes, labels)
  let definition = filled

  const conditions: string[] = []
  if (period !== null && !used.has('period')) {
    const earlier = definition.measures.some(comparesPeriods)
    if (earlier && earlierCanBeHidden(definition)) {
      const end = shown.toSorted().at(-1) ?? ''
      conditions.push(
        oneOf(
          periodVariableId,
          facts.periods.filter((p) => p <= end),
        ),
      )
      definition = withEarlierHidden(definition, facts, shown)
    } else {
      if (earlier) {
        notices.push({
          vi: 'Bảng so với kỳ trước nhưng chỉ đọc kỳ được chọn: các so sánh ra ngoài kỳ đó không có số liệu.',
          en: 'The table compares with earlier periods but reads only the chosen one: comparisons that leave it are not available.',
        })
      }
      conditions.push(oneOf(periodVariableId, shown))
    }
  }
  if (place !== null && !used.has('territory')) conditions.push(place.filter)
  if (conditions.length > 0)
    definition = {
      ...definition,
      filter: [...(definition.filter === null ? [] : [`(${definition.filter})`]), ...conditions].join(' and '),
    }

  const title = (language: 'vi' | 'en'): string => {
    const own = definition.title[language]
    const added = (['territory', 'period'] as const).flatMap((key) => {
      const label = labels[key]?.[language]
      return label === undefined || inTitle.has(key) || saysAlready(own, key === 'period' ? (period ?? label) : label)
        ? []
        : [key === 'period' ? withinSentence(label) : label]
    })
    return [own, ...added].filter((text) => text !== '').join(', ')
  }
  return { definition: { ...definition, title: { vi: title('vi'), en: title('en') } }, notices, territoryLabel }
}
