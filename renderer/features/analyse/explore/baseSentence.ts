// What the records were picked by, as a sentence of the filter. In: a base, names, how a filter reads. Out: text.
import type { RecordBase } from '#shared/contract/explore.ts'
import type { Translate } from '../../../i18n/index.ts'
import type { Format } from '../../../i18n/useFormat.ts'

export const baseSentence = (
  base: RecordBase,
  variable: (id: string) => string,
  sentence: (filter: string) => string,
  t: Translate,
  format: Format,
): string => {
  if (base.type === 'view') return ''
  const within = base.filter === null ? '' : ` ${t('base.within', { filter: sentence(base.filter) })}`
  if (base.type === 'sample') return t('base.sample', { size: format.integer(base.size), seed: base.seed }) + within
  if (base.type === 'outliers') return t('base.outliers', { variable: variable(base.variable) }) + within
  return (
    t(base.values ? 'base.group' : 'base.duplicates', { variables: base.variables.map(variable).join(', ') }) + within
  )
}
