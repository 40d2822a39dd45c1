// What a label of the sheet stands for, in words. In: the targets a table offers. Out: the word, and of which variable
// it is.
import type { BindTargets, LabelBinding } from '#shared/contract/adopt.ts'
import { formatPeriod } from '#shared/format/time.ts'
import { useTexts } from '../../../i18n/index.ts'
import { targetWords } from './model/bindings.ts'

export type TargetText = { text: string; of: string }

export const useTargetText = (targets: BindTargets): ((binding: LabelBinding) => TargetText) => {
  const { t, label, language } = useTexts('adopt')
  return (binding) => {
    const words = targetWords(binding, targets)
    if (words.kind === 'none') return { text: '', of: '' }
    if (words.kind === 'period') return { text: formatPeriod(words.text.vi, language), of: t('common:period') }
    if (words.kind === 'category') return { text: label(words.text), of: label(words.of) }
    if (words.kind === 'measure') return { text: label(words.text), of: t('target.measure') }
    return { text: t(`target.${words.kind}`), of: '' }
  }
}
