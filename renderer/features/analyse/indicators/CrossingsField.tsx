// Which breakdowns are crossed when the indicator is compiled. In: a definition. Out: its crossings. Never a crossing
// of fewer than two.
import { Button } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { CheckField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'

type Crossings = NonNullable<IndicatorDefinition['crossings']>
type Props = {
  breakdowns: IndicatorDefinition['breakdowns']
  crossings: Crossings
  onChange: (crossings: Crossings) => void
}

export const CrossingsField = ({ breakdowns, crossings, onChange }: Props) => {
  const { t, label } = useTexts('indicators')
  const [chosen, setChosen] = useState<string[]>([])
  const name = (id: string): string => label(breakdowns.find((b) => b.id === id)?.label) || id
  const words = (crossing: readonly string[]): string => crossing.map(name).join(' × ')
  const inOrder = breakdowns.flatMap(({ id }) => (chosen.includes(id) ? [id] : []))
  const isThere = crossings.some((crossing) => words(crossing) === words(inOrder))
  if (breakdowns.length < 2) return null
  return (
    <fieldset className="in-crossings">
      <legend>{t('crossings')}</legend>
      <p className="sd-muted in-hint">{t('crossingsHint')}</p>
      {crossings.map((crossing, at) => (
        <div key={words(crossing)} className="in-input__head">
          <span>{words(crossing)}</span>
          <Button
            size="small"
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('removeCrossing', { name: words(crossing) })}
            onClick={() => onChange(crossings.filter((_, i) => i !== at))}
          />
        </div>
      ))}
      {breakdowns.map(({ id }) => (
        <CheckField
          key={id}
          label={name(id)}
          value={chosen.includes(id)}
          onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((other) => other !== id))}
        />
      ))}
      <Button
        size="small"
        disabled={inOrder.length < 2 || inOrder.length > 6 || isThere || crossings.length >= 12}
        onClick={() => {
          onChange([...crossings, inOrder])
          setChosen([])
        }}
      >
        {t('addCrossing')}
      </Button>
    </fieldset>
  )
}
