// What compiled figures are held against: bounds, growth, sums, a published series pasted here. In: checks. Out: changed checks.
import { useState } from 'react'
import type { IndicatorChecks } from '#shared/model/indicator.ts'
import { CheckField, NumberField, TextField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { pastedSeries, writtenSeries } from './model/published.ts'

type Props = { checks: IndicatorChecks | undefined; onChange: (checks: IndicatorChecks | undefined) => void }

const numberIn = (text: string): number | undefined | null => {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return undefined
  return Number.isFinite(Number(plain)) ? Number(plain) : null
}

export const ChecksField = ({ checks, onChange }: Props) => {
  const { t } = useTexts('indicators')
  const value: IndicatorChecks = checks ?? { addsUp: false }
  const set = (part: Partial<IndicatorChecks>): void => {
    const next = Object.fromEntries(
      Object.entries({ ...value, ...part }).filter(([, v]) => v !== undefined),
    ) as IndicatorChecks
    onChange(Object.keys(next).length === 1 && !next.addsUp ? undefined : next)
  }
  return (
    <>
      <div className="in-pairs">
        <Bound label={t('minimum')} value={value.minimum} onChange={(minimum) => set({ minimum })} />
        <Bound label={t('maximum')} value={value.maximum} onChange={(maximum) => set({ maximum })} />
      </div>
      <Bound label={t('growthWithin')} value={value.growthWithin} onChange={(growthWithin) => set({ growthWithin })} />
      <CheckField label={t('addsUp')} value={value.addsUp} onChange={(addsUp) => set({ addsUp })} />
      <Published checks={value} set={set} />
    </>
  )
}

const Bound = ({
  label,
  value,
  onChange,
}: {
  label: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}) => {
  const { t } = useTexts('indicators')
  const [typed, setTyped] = useState({ text: value === undefined ? '' : String(value), over: value })
  const text = typed.over === value ? typed.text : String(value ?? '')
  return (
    <TextField
      label={label}
      value={text}
      error={numberIn(text) === null ? t('notANumber') : null}
      onChange={(next) => {
        const number = numberIn(next)
        setTyped({ text: next, over: number === null ? value : number })
        if (number !== null) onChange(number)
      }}
    />
  )
}

const Published = ({ checks, set }: { checks: IndicatorChecks; set: (part: Partial<IndicatorChecks>) => void }) => {
  const { t } = useTexts('indicators')
  const { published } = checks
  const [text, setText] = useState(() => writtenSeries(published?.figures ?? {}))
  const { figures, unread } = pastedSeries(text)
  const take = (next: string): void => {
    setText(next)
    const read = pastedSeries(next)
    set({
      published:
        Object.keys(read.figures).length === 0
          ? undefined
          : { source: published?.source ?? '', within: published?.within ?? 0.5, figures: read.figures },
    })
  }
  return (
    <>
      <TextField
        label={t('published')}
        hint={t('publishedHint')}
        value={text}
        error={unread.length > 0 ? t('unreadLines', { lines: unread.slice(0, 3).join(' · ') }) : null}
        multiline
        onChange={take}
      />
      {published && (
        <>
          <TextField
            label={t('publishedSource')}
            value={published.source}
            onChange={(source) => set({ published: { ...published, source } })}
          />
          <NumberField
            label={t('publishedWithin')}
            value={published.within}
            min={0}
            max={100}
            step={0.1}
            onChange={(within) => set({ published: { ...published, within } })}
          />
          <p className="sd-muted in-hint">{t('publishedCount', { count: Object.keys(figures).length })}</p>
        </>
      )}
    </>
  )
}
