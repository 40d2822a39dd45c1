// Buttons of administrators: shown to one who can write, told of in a word to everybody else. In: the act, its buttons,
// whether the word is wanted (once in a list). Out: the buttons, or why there are none.
import type { ReactNode } from 'react'
import { mayAdminister } from '../bridge/mayCall.ts'
import type { OfAdministrators } from '../bridge/mayCall.ts'
import { useWorkspace } from '../bridge/queries.ts'
import { useTexts } from '../i18n/index.ts'

type Props = { act: OfAdministrators; quiet?: boolean; children: ReactNode }

export const ForAdministrators = ({ quiet, children }: Props) => {
  const { t } = useTexts('people')
  const may = mayAdminister(useWorkspace().data)
  if (may === 'yes') return children
  return quiet === true ? null : <p className="sd-muted">{t(`administrators.${may}`)}</p>
}
