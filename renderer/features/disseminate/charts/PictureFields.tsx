// The properties charts and maps both have: a choice the program makes unless told, the measure drawn, the printed size
// and its theme. In: the definition and its cube. Out: what was chosen; nothing where it is left to the program.
import type { Cube } from '#shared/model/cube.ts'
import type { ChartDefinition } from '#shared/model/chart.ts'
import { ChoiceField, NumberField } from '../../../components/Field.tsx'
import type { Option } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import type { PictureFeature } from './usePicture.tsx'

/** The same with a part set or, without a value, left out: saved definitions stay strict JSON. */
export const withPart = <T extends object, K extends keyof T>(value: T, key: K, part: T[K] | undefined): T => {
  const rest = { ...value, [key]: part }
  if (part === undefined) delete rest[key]
  return rest
}

type AutomaticChoiceProps = {
  label: string
  value: string | undefined
  /** What the program does by itself. */
  automatic: string
  options: Option<string>[]
  onChange: (value: string | undefined) => void
}

export const AutomaticChoice = ({ label, value, automatic, options, onChange }: AutomaticChoiceProps) => (
  <ChoiceField
    label={label}
    value={value ?? ''}
    options={[{ value: '', label: automatic }, ...options]}
    onChange={(chosen) => onChange(chosen === '' ? undefined : chosen)}
  />
)

type DimensionChoiceProps = {
  label: string
  value: number | undefined
  automatic: string
  cube: Cube | null
  onChange: (value: number | undefined) => void
}

/** A dimension of the cube, by its place. */
export const DimensionChoice = ({ cube, value, onChange, ...shown }: DimensionChoiceProps) => {
  const { label } = useTexts()
  return (
    <AutomaticChoice
      {...shown}
      value={value?.toString()}
      options={(cube?.dimensions ?? []).map((d, i) => ({ value: String(i), label: label(d.label) }))}
      onChange={(chosen) => onChange(chosen === undefined ? undefined : Number(chosen))}
    />
  )
}

type MeasureChoiceProps = Omit<AutomaticChoiceProps, 'options'> & { cube: Cube | null }

/** A measure of the cube; nothing to choose where there is only one. */
export const MeasureChoice = ({ cube, ...choice }: MeasureChoiceProps) => {
  const { label } = useTexts()
  if (!cube || cube.measures.length < 2) return null
  return <AutomaticChoice {...choice} options={cube.measures.map((m) => ({ value: m.id, label: label(m.label) }))} />
}

type Paper = Pick<ChartDefinition, 'widthMm' | 'heightMm' | 'theme'>
type PaperFieldsProps = {
  feature: PictureFeature
  value: Paper
  /** Smallest and largest, in millimetres. */
  width: readonly [number, number]
  height: readonly [number, number]
  set: (part: Partial<Paper>, mergeKey?: string | null) => void
}

const themes = ['light', 'dark', 'print'] as const

export const PaperFields = ({ feature, value, width, height, set }: PaperFieldsProps) => {
  const { t } = useTexts(feature)
  return (
    <>
      <div className="ch-pair">
        <NumberField
          label={t('width')}
          value={value.widthMm}
          min={width[0]}
          max={width[1]}
          step={5}
          onChange={(widthMm) => set({ widthMm }, 'width')}
        />
        <NumberField
          label={t('height')}
          value={value.heightMm}
          min={height[0]}
          max={height[1]}
          step={5}
          onChange={(heightMm) => set({ heightMm }, 'height')}
        />
      </div>
      <ChoiceField
        label={t('theme')}
        value={value.theme}
        options={themes.map((theme) => ({ value: theme, label: t(`themes.${theme}`) }))}
        onChange={(theme) => set({ theme })}
      />
    </>
  )
}
