// The properties of a map: kind, boundaries, territory, measure, classes, labels, size. In: definition, cube,
// boundaries. Out: a changed definition.
import type { BoundarySummary } from '#shared/contract/pictures.ts'
import type { Cube } from '#shared/model/cube.ts'
import { classMethods, mapKinds, mapRamps, tileGrids } from '#shared/model/map.ts'
import type { MapDefinition } from '#shared/model/map.ts'
import { BoundsField } from '../../../components/BoundsField.tsx'
import { BilingualField, ChoiceField, NumberField } from '../../../components/Field.tsx'
import { Inspector, Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { AutomaticChoice, DimensionChoice, MeasureChoice, PaperFields, withPart } from '../charts/PictureFields.tsx'

export type MapInspectorProps = {
  value: MapDefinition
  cube: Cube | null
  boundaries: BoundarySummary[]
  onChange: (value: MapDefinition, mergeKey?: string | null) => void
}

export const MapInspector = ({ value, cube, boundaries, onChange }: MapInspectorProps) => {
  const { t, label } = useTexts('maps')
  const set = (part: Partial<MapDefinition>, mergeKey: string | null = null): void =>
    onChange({ ...value, ...part }, mergeKey)
  const { classing } = value
  return (
    <Inspector title={t('properties')}>
      <BilingualField label={t('title')} value={value.title} multiline onChange={(title) => set({ title }, 'title')} />
      <Section title={t('data')}>
        <ChoiceField
          label={t('kindOf')}
          value={value.map}
          options={mapKinds.map((v) => ({ value: v, label: t(`kind.${v}`) }))}
          onChange={(map) => set({ map })}
        />
        <AutomaticChoice
          label={t('boundaries')}
          value={value.boundaries}
          automatic={t('automatic')}
          options={[
            ...tileGrids.map((g) => ({ value: g, label: t(`grid.${g}`) })),
            ...boundaries.map((b) => ({ value: b.id, label: `${label(b.title)} (${b.features})` })),
          ]}
          onChange={(chosen) => onChange(withPart(value, 'boundaries', chosen))}
        />
        <DimensionChoice
          label={t('territory')}
          value={value.dimension}
          automatic={t('automatic')}
          cube={cube}
          onChange={(chosen) => onChange(withPart(value, 'dimension', chosen))}
        />
        <MeasureChoice
          label={t('measure')}
          value={value.measure}
          automatic={t('automatic')}
          cube={cube}
          onChange={(chosen) => onChange(withPart(value, 'measure', chosen))}
        />
      </Section>
      {value.map === 'choropleth' && (
        <Section title={t('classes')}>
          <ChoiceField
            label={t('method')}
            value={classing.method}
            options={classMethods.map((v) => ({ value: v, label: t(`methods.${v}`) }))}
            onChange={(method) => set({ classing: { ...classing, method } })}
          />
          {classing.method === 'own' ? (
            <BoundsField
              label={t('bounds')}
              bounds={(classing.bounds ?? []).map(String)}
              onChange={(bounds) =>
                set({ classing: { ...classing, bounds: bounds.map(Number).slice(0, 8) } }, 'bounds')
              }
            />
          ) : (
            <NumberField
              label={t('count')}
              value={classing.classes}
              min={2}
              max={9}
              onChange={(classes) => set({ classing: { ...classing, classes } }, 'classes')}
            />
          )}
          <ChoiceField
            label={t('ramp')}
            value={value.ramp}
            options={mapRamps.map((v) => ({ value: v, label: t(`ramps.${v}`) }))}
            onChange={(ramp) => set({ ramp })}
          />
        </Section>
      )}
      <Section title={t('print')}>
        <ChoiceField
          label={t('labels')}
          value={value.labels}
          options={(['none', 'names', 'figures'] as const).map((v) => ({ value: v, label: t(`labelsAs.${v}`) }))}
          onChange={(labels) => set({ labels })}
        />
        <PaperFields feature="maps" value={value} width={[60, 400]} height={[60, 500]} set={set} />
      </Section>
    </Inspector>
  )
}
