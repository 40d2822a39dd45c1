// A list of bounds as text, read while it is typed. In: the bounds. Out: the next ones; what cannot be read is named
// and left out.
import { Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import { typedBounds, writtenBounds } from '#shared/format/typedBounds.ts'
import { useTexts } from '../i18n/index.ts'
import { Field } from './Field.tsx'

type Props = { label: string; bounds: readonly string[]; onChange: (bounds: string[]) => void }

export const BoundsField = ({ label, bounds, onChange }: Props) => {
  const { t, language } = useTexts('common')
  const [typed, setTyped] = useState<{ text: string; of: string } | null>(null)
  const shown = writtenBounds(bounds, language)
  const text = typed && typed.of === shown ? typed.text : shown
  const { wrong } = typedBounds(text)
  return (
    <Field
      label={label}
      hint={t('boundsHint')}
      error={wrong.length > 0 ? t('boundsWrong', { parts: wrong.join('   ') }) : null}
    >
      <Textarea
        size="small"
        resize="vertical"
        value={text}
        className="tb-code"
        spellCheck={false}
        onChange={(_e, d) => {
          const next = typedBounds(d.value).bounds
          setTyped({ text: d.value, of: next.length > 0 ? writtenBounds(next, language) : shown })
          if (next.length > 0) onChange(next)
        }}
      />
    </Field>
  )
}
