// The properties of a chart: title, printed size, theme, which dimension makes the axis and which the series, notes.
// In: definition and cube. Out: a changed definition.
import type { ChartDefinition } from '#shared/model/chart.ts'
import type { Cube } from '#shared/model/cube.ts'
import { BilingualField, ChoiceField, NumberField } from '../../../components/Field.tsx'
import { Inspector, Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'

export type ChartInspectorProps = {
  value: ChartDefinition
  cube: Cube | null
  onChange: (value: ChartDefinition, mergeKey?: string | null) => void
}

/** Leaves a key out instead of keeping it undefined: saved definitions stay strict JSON. */
const without = (value: ChartDefinition, key: 'categoryDimension' | 'seriesDimension' | 'measure'): ChartDefinition => {
  const rest = { ...value }
  delete rest[key]
  return rest
}

const sizes = [
  { id: '160x90', widthMm: 160, heightMm: 90 },
  { id: '170x110', widthMm: 170, heightMm: 110 },
  { id: '80x60', widthMm: 80, heightMm: 60 },
  { id: '250x150', widthMm: 250, heightMm: 150 },
] as const

export const ChartInspector = ({ value, cube, onChange }: ChartInspectorProps) => {
  const { t, label } = useTexts('charts')
  const set = (part: Partial<ChartDefinition>, mergeKey: string | null = null): void =>
    onChange({ ...value, ...part }, mergeKey)
  const note = value.notes[0] ?? { vi: '', en: '' }
  const size = `${value.widthMm}x${value.heightMm}`
  const dimensions = (cube?.dimensions ?? []).map((d, i) => ({ value: String(i), label: label(d.label) }))
  return (
    <Inspector title={t('properties')}>
      <BilingualField label={t('title')} value={value.title} multiline onChange={(title) => set({ title }, 'title')} />
      <Section title={t('data')}>
        <ChoiceField
          label={t('category')}
          value={value.categoryDimension === undefined ? '' : String(value.categoryDimension)}
          options={[{ value: '', label: t('automatic') }, ...dimensions]}
          onChange={(v) =>
            onChange(v === '' ? without(value, 'categoryDimension') : { ...value, categoryDimension: Number(v) })
          }
        />
        <ChoiceField
          label={t('series')}
          value={
            value.seriesDimension === undefined
              ? ''
              : value.seriesDimension === null
                ? 'none'
                : String(value.seriesDimension)
          }
          options={[
            { value: '', label: t('automatic') },
            { value: 'none', label: t('noSeries') },
            ...dimensions.filter((d) => d.value !== String(value.categoryDimension)),
          ]}
          onChange={(v) =>
            onChange(
              v === ''
                ? without(value, 'seriesDimension')
                : { ...value, seriesDimension: v === 'none' ? null : Number(v) },
            )
          }
        />
        {cube && cube.measures.length > 1 && (
          <ChoiceField
            label={t('measure')}
            value={value.measure ?? ''}
            options={[
              { value: '', label: t('automatic') },
              ...cube.measures.map((m) => ({ value: m.id, label: label(m.label) })),
            ]}
            onChange={(v) => onChange(v === '' ? without(value, 'measure') : { ...value, measure: v })}
          />
        )}
      </Section>
      <Section title={t('print')}>
        <ChoiceField
          label={t('size')}
          value={sizes.some((s) => s.id === size) ? size : ''}
          options={[
            ...sizes.map((s) => ({
              value: s.id as string,
              label: t('sizeMm', { width: s.widthMm, height: s.heightMm }),
            })),
            { value: '', label: t('ownSize') },
          ]}
          onChange={(v) => {
            const chosen = sizes.find((s) => s.id === v)
            if (chosen) set({ widthMm: chosen.widthMm, heightMm: chosen.heightMm })
          }}
        />
        <div className="ch-pair">
          <NumberField
            label={t('width')}
            value={value.widthMm}
            min={40}
            max={400}
            step={5}
            onChange={(widthMm) => set({ widthMm }, 'width')}
          />
          <NumberField
            label={t('height')}
            value={value.heightMm}
            min={30}
            max={400}
            step={5}
            onChange={(heightMm) => set({ heightMm }, 'height')}
          />
        </div>
        <ChoiceField
          label={t('theme')}
          value={value.theme}
          options={(['light', 'dark', 'print'] as const).map((v) => ({ value: v, label: t(`themes.${v}`) }))}
          onChange={(theme) => set({ theme })}
        />
      </Section>
      <Section title={t('notes')}>
        <BilingualField
          label={t('note')}
          value={note}
          multiline
          onChange={(text) =>
            set(
              { notes: text.vi === '' && text.en === '' ? value.notes.slice(1) : [text, ...value.notes.slice(1)] },
              'note',
            )
          }
        />
        <p className="sd-muted ch-small">{value.id}</p>
      </Section>
    </Inspector>
  )
}
