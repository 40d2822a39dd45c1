// A text of the drawing edited where it stands: a click on it opens a field over it; Enter keeps, Escape leaves. In:
// the words of the chart, what was clicked. Out: a changed definition. Its keyboard twin is the list of texts in the
// inspector.
import { Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { ChartTexts } from '#shared/chart/chartTexts.ts'
import type { ChartKeys } from '#shared/chart/chartOption.ts'
import type { ChartDefinition } from '#shared/model/chart.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { Language } from '#shared/model/text.ts'
import { useTexts } from '../../../i18n/index.ts'

/** shown: how it reads in the picture, where that is shorter. */
export type EditableText = { key: string; text: string; shown?: string }

/** Every text that has a key, in the order of the picture. */
export const editableTexts = (words: ChartTexts & { keys: ChartKeys }): EditableText[] => [
  { key: 'title', text: words.title },
  { key: 'unit', text: words.unit },
  { key: 'source', text: words.source.at(-1) ?? '' },
  ...(words.series.length > 1
    ? words.series.map((text, i) => ({ key: `series:${words.keys.series[i] ?? ''}`, text }))
    : []),
  ...words.full.flatMap((text, i) => {
    const category = words.keys.categories[i]
    const shown = words.categories[i]?.replace(/\*$/, '') ?? text
    return category ? [{ key: `category:${categoryKey(category)}`, text, shown }] : []
  }),
]

/**
 * The text a line of the drawing belongs to: the whole of it, or a line of it long enough to be no number of an axis.
 */
export const textAt = (texts: EditableText[], line: string): EditableText | null => {
  const bare = line.replace(/[…*]+$/, '').trim()
  if (bare === '') return null
  const whole = texts.find((t) => t.text === bare || t.shown === bare)
  if (whole) return whole
  return /\p{L}{2}/u.test(bare) && bare.length >= 5 ? (texts.find((t) => t.text.includes(bare)) ?? null) : null
}

export const withText = (value: ChartDefinition, key: string, text: string, language: Language): ChartDefinition => {
  if (key === 'title') return { ...value, title: { ...value.title, [language]: text } }
  const { [key]: old, ...others } = value.texts ?? {}
  const next = { vi: '', en: '', ...old, [language]: text }
  return { ...value, texts: next.vi === '' && next.en === '' ? others : { ...others, [key]: next } }
}

export type Editing = EditableText & { left: number; top: number }

export const InPlaceText = ({
  editing,
  onKeep,
  onLeave,
}: {
  editing: Editing
  onKeep: (text: string) => void
  onLeave: () => void
}) => {
  const { t } = useTexts('charts')
  const [text, setText] = useState(editing.text)
  return (
    <div className="ch-edit" style={{ left: editing.left, top: editing.top }}>
      <Input
        size="small"
        autoFocus
        aria-label={t('editText')}
        value={text}
        onChange={(_e, d) => setText(d.value)}
        onBlur={() => onKeep(text)}
        onKeyDown={(e) => {
          if (e.key === 'Enter') onKeep(text)
          if (e.key === 'Escape') onLeave()
        }}
      />
    </div>
  )
}
