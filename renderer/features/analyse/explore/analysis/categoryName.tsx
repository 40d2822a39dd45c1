// How a category is written: label with its code in grey, a value in the user's notation, no value, the others
// together.
import type { CrossCategory } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { cellText } from '../cellText.ts'

type Named = Pick<CrossCategory, 'code' | 'label'> & { others?: number }

export const useCategoryName = () => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  return (variable: Variable | undefined, category: Named): React.ReactNode => {
    if (category.others)
      return <em>{t('analysis.others', { count: category.others, n: format.integer(category.others) })}</em>
    if (category.code === null) return <em>{t('common:missing')}</em>
    if (category.label)
      return (
        <>
          {label(category.label)}
          <span className="sd-code">{category.code}</span>
        </>
      )
    if (!variable) return category.code
    return variable.id === periodVariableId
      ? format.periodShort(category.code)
      : cellText(variable, category.code, format)
  }
}
