// One live figure: its source, measure, place and what is said of it, with the words as they will stand. In: a figure.
// Out: another.
import { Spinner } from '@fluentui/react-components'
import type { Cube, CubeDimension } from '#shared/model/cube.ts'
import { liveFigureText } from '#shared/format/liveFigureText.ts'
import type { LiveFigure } from '#shared/model/liveFigure.ts'
import { liveFigureShows } from '#shared/model/liveFigure.ts'
import { ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { SourceField } from './SourceField.tsx'
import { useSourceCube } from '../useSourceCube.ts'

type Props = { value: LiveFigure; onChange: (figure: LiveFigure) => void }

const ranks = (show: LiveFigure['show']): boolean => ['rank', 'largest', 'smallest'].includes(show)
const compares = (show: LiveFigure['show']): boolean => show === 'change' || show === 'sentence'

/** Choosing a category of one dimension; the first choice is where the figure stands by itself (total, last period). */
const PlaceField = ({ dimension, value, onChange }: Props & { dimension: CubeDimension }) => {
  const { t, label } = useTexts('reports')
  const own = value.address.find((part) => part.variable === dimension.variable)
  const categories = dimension.categories.filter((category) => category.kind === 'value')
  const choose = (code: string): void => {
    const rest = value.address.filter((part) => part.variable !== dimension.variable)
    const category = categories.find((c) => c.code === code)
    const part = category && {
      variable: dimension.variable,
      ...(dimension.level === undefined ? {} : { level: dimension.level }),
      code,
      kind: 'value' as const,
      ...(category.version === undefined ? {} : { version: category.version }),
    }
    onChange({ ...value, address: part ? [...rest, part] : rest })
  }
  return (
    <ChoiceField
      label={label(dimension.label)}
      value={own?.code ?? ''}
      options={[
        { value: '', label: t(dimension.time === null ? 'figure.total' : 'figure.lastPeriod') },
        ...categories.map((category) => ({ value: category.code, label: label(category.label) })),
      ]}
      onChange={choose}
    />
  )
}

const WhatFields = ({ cube, value, onChange }: Props & { cube: Cube }) => {
  const { t, label } = useTexts('reports')
  const measure = value.measure ?? cube.measures[0]?.id ?? ''
  const among = cube.dimensions.filter((dimension) => dimension.time === null)
  const against = typeof value.against === 'string' ? value.against : 'year_before'
  return (
    <>
      <ChoiceField
        label={t('figure.measure')}
        value={measure}
        options={cube.measures.map((m) => ({ value: m.id, label: label(m.label) }))}
        onChange={(chosen) => onChange({ ...value, measure: chosen })}
      />
      {cube.dimensions.map((dimension, d) => (
        <PlaceField key={d} dimension={dimension} value={value} onChange={onChange} />
      ))}
      <ChoiceField
        label={t('figure.show')}
        value={value.show}
        options={liveFigureShows.map((show) => ({ value: show, label: t(`figure.shows.${show}`) }))}
        onChange={(show) => {
          const first = among[0]?.variable
          onChange({ ...value, show, ...(ranks(show) && first !== undefined ? { among: value.among ?? first } : {}) })
        }}
      />
      {compares(value.show) && (
        <ChoiceField
          label={t('figure.against')}
          value={against}
          options={(['year_before', 'previous_period'] as const).map((v) => ({
            value: v,
            label: t(`figure.bases.${v}`),
          }))}
          onChange={(chosen) => onChange({ ...value, against: chosen })}
        />
      )}
      {ranks(value.show) && among.length > 0 && (
        <ChoiceField
          label={t('figure.among')}
          value={value.among ?? among[0]?.variable ?? ''}
          options={among.map((dimension) => ({ value: dimension.variable, label: label(dimension.label) }))}
          onChange={(chosen) => onChange({ ...value, among: chosen })}
        />
      )}
      <p className="rp-words" aria-live="polite">
        {label(liveFigureText(cube, value).text)}
      </p>
    </>
  )
}

export const FigureFields = ({ value, onChange }: Props) => {
  const { t } = useTexts('reports')
  const cube = useSourceCube(value.source)
  return (
    <>
      <SourceField value={value.source} onChange={(source) => onChange({ ...value, source, address: [] })} />
      {cube.isPending && <Spinner size="extra-tiny" label={t('figure.reading')} />}
      {cube.data && <WhatFields cube={cube.data} value={value} onChange={onChange} />}
      {(cube.isError || cube.data === null) && <p className="sd-muted">{t('gone', { id: value.source.id })}</p>}
    </>
  )
}
