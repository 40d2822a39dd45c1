// The properties of a chart: title, printed size, theme, which dimension makes the axis and which the series, notes.
// In: definition and cube. Out: a changed definition.
import { useMemo, useState } from 'react'
import { chartWords } from '#shared/chart/chartOption.ts'
import type { ChartDefinition, ChartKind } from '#shared/model/chart.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { Language } from '#shared/model/text.ts'
import { BilingualField, ChoiceField, TextField } from '../../../components/Field.tsx'
import { Inspector, Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { editableTexts, withText } from './InPlaceText.tsx'
import type { EditableText } from './InPlaceText.tsx'
import { MarksSection } from './MarksSection.tsx'
import { OfficeTheme } from './OfficeTheme.tsx'
import { AutomaticChoice, DimensionChoice, MeasureChoice, PaperFields, withPart } from './PictureFields.tsx'

export type ChartInspectorProps = {
  value: ChartDefinition
  cube: Cube | null
  onChange: (value: ChartDefinition, mergeKey?: string | null) => void
}

type Measured = 'measure' | 'secondMeasure' | 'thirdMeasure'

/** The measures a kind reads. */
const measureKeys = (kind: ChartKind): Measured[] => {
  if (kind === 'bubble') return ['measure', 'secondMeasure', 'thirdMeasure']
  return kind === 'scatter' || kind === 'combined' ? ['measure', 'secondMeasure'] : ['measure']
}

/** What can be marked and named; nothing while the chart cannot be drawn. */
const wordsOf = (cube: Cube | null, value: ChartDefinition, language: Language) => {
  try {
    if (cube) {
      const words = chartWords(cube, value, language)
      return { categories: words.keys.categories.slice(0, 400), texts: editableTexts(words).slice(0, 60) }
    }
  } catch {
    // The canvas says why.
  }
  return { categories: [], texts: [] }
}

/** Every text of the drawing, for those who do not point at it. */
const TextsSection = ({
  value,
  texts,
  onChange,
}: {
  value: ChartDefinition
  texts: EditableText[]
  onChange: ChartInspectorProps['onChange']
}) => {
  const { t, language } = useTexts('charts')
  const [chosen, setChosen] = useState('unit')
  const shown = texts.find((x) => x.key === chosen) ?? texts[1]
  if (!shown) return null
  return (
    <Section title={t('texts')}>
      <ChoiceField
        label={t('editText')}
        value={shown.key}
        options={texts.filter((x) => x.key !== 'title').map((x) => ({ value: x.key, label: x.text || x.key }))}
        onChange={setChosen}
      />
      <TextField
        label={t('newText')}
        value={value.texts?.[shown.key]?.[language] ?? shown.text}
        onChange={(text) => onChange(withText(value, shown.key, text, language), `text ${shown.key}`)}
      />
    </Section>
  )
}

/** Of the list of series: left to the program, none, or a dimension by its place. */
const placeOf = (chosen: string | undefined): number | null | undefined => {
  if (chosen === undefined) return undefined
  return chosen === 'none' ? null : Number(chosen)
}

const sizes = [
  { id: '160x90', widthMm: 160, heightMm: 90 },
  { id: '170x110', widthMm: 170, heightMm: 110 },
  { id: '80x60', widthMm: 80, heightMm: 60 },
  { id: '250x150', widthMm: 250, heightMm: 150 },
] as const

export const ChartInspector = ({ value, cube, onChange }: ChartInspectorProps) => {
  const { t, label, language } = useTexts('charts')
  const { categories, texts } = useMemo(() => wordsOf(cube, value, language), [cube, value, language])
  const set = (part: Partial<ChartDefinition>, mergeKey: string | null = null): void =>
    onChange({ ...value, ...part }, mergeKey)
  const note = value.notes[0] ?? { vi: '', en: '' }
  const size = `${value.widthMm}x${value.heightMm}`
  const dimensions = (cube?.dimensions ?? []).map((d, i) => ({ value: String(i), label: label(d.label) }))
  return (
    <Inspector title={t('properties')}>
      <BilingualField label={t('title')} value={value.title} multiline onChange={(title) => set({ title }, 'title')} />
      <Section title={t('data')}>
        <DimensionChoice
          label={t('category')}
          value={value.categoryDimension}
          automatic={t('automatic')}
          cube={cube}
          onChange={(chosen) => onChange(withPart(value, 'categoryDimension', chosen))}
        />
        <AutomaticChoice
          label={t('series')}
          value={value.seriesDimension === null ? 'none' : value.seriesDimension?.toString()}
          automatic={t('automatic')}
          options={[
            { value: 'none', label: t('noSeries') },
            ...dimensions.filter((d) => d.value !== String(value.categoryDimension)),
          ]}
          onChange={(chosen) => onChange(withPart(value, 'seriesDimension', placeOf(chosen)))}
        />
        {measureKeys(value.chart).map((key) => (
          <MeasureChoice
            key={key}
            label={t(key)}
            value={value[key]}
            automatic={t('automatic')}
            cube={cube}
            onChange={(chosen) => onChange(withPart(value, key, chosen))}
          />
        ))}
        <AutomaticChoice
          label={t('top')}
          value={value.top?.toString()}
          automatic={t('all')}
          options={[5, 10, 15, 20, 30, 50].map((n) => ({ value: String(n), label: t('topOf', { count: n }) }))}
          onChange={(chosen) => onChange(withPart(value, 'top', chosen === undefined ? undefined : Number(chosen)))}
        />
        <ChoiceField
          label={t('names')}
          value={value.names ?? 'direct'}
          options={(['direct', 'legend'] as const).map((v) => ({ value: v, label: t(`namesAs.${v}`) }))}
          onChange={(names) => set({ names })}
        />
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
        <PaperFields feature="charts" value={value} width={[40, 400]} height={[30, 400]} set={set} />
        <OfficeTheme value={value} onChange={onChange} />
      </Section>
      <MarksSection value={value} categories={categories} set={set} />
      <TextsSection value={value} texts={texts} onChange={onChange} />
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
