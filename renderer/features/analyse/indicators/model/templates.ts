// Indicators to begin from, each valid from the first moment: a count or sum, a ratio, a share, growth, per capita. In:
// a template and what it is about. Out: a definition. Never a figure.
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'

export const templates = ['amount', 'ratio', 'share', 'growth', 'per_capita'] as const
export type Template = (typeof templates)[number]

/** What an indicator is called until its user names it. */
export const templateNames: Record<Template, Bilingual> = {
  amount: { vi: 'Số lượng', en: 'Number' },
  ratio: { vi: 'Tỷ số', en: 'Ratio' },
  share: { vi: 'Tỷ trọng', en: 'Share' },
  growth: { vi: 'Tốc độ tăng', en: 'Growth' },
  per_capita: { vi: 'Bình quân 1.000 dân', en: 'Per 1,000 inhabitants' },
}

export type Part = { dataset: string; aggregate: string }
export type Start = {
  template: Template
  id: string
  label: Bilingual
  unit: Bilingual
  /** What is counted or divided, and what it is divided by where the template divides. */
  above: Part
  below: Part
  periodKind: PeriodKind
  /** Period kind of what it is divided by. */
  belowKind: PeriodKind
  domain: IndicatorDefinition['domain']
}

export const divides = (template: Template): boolean =>
  template === 'ratio' || template === 'share' || template === 'per_capita'

const percent: Bilingual = { vi: '%', en: '%' }
const formulas: Record<Template, string> = {
  amount: 'a',
  ratio: 'a / b',
  share: '100 * a / b',
  growth: 'growth(a, 1 year)',
  per_capita: '1000 * a / b',
}

export const startIndicator = (start: Start): IndicatorDefinition => {
  const { template, above, below } = start
  // Years stand for the school years that begin in them: pupils beside a yearly population.
  const below_ =
    start.periodKind === 'school_year' && start.belowKind === 'year' ? { ...below, yearAs: 'school_year' } : below
  return indicatorDefinitionSchema.parse({
    kind: 'indicator',
    id: start.id,
    label: start.label,
    unit: template === 'share' || template === 'growth' ? percent : start.unit,
    decimals: template === 'amount' ? 0 : 1,
    definition: { vi: '', en: '' },
    domain: start.domain,
    inputs: divides(template) ? { a: above, b: below_ } : { a: above },
    periodKind: start.periodKind,
    formula: formulas[template],
    ...(template === 'share' ? { checks: { minimum: 0, maximum: 100 } } : {}),
  })
}
