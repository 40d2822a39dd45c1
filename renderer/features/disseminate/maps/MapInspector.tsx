// The properties of a map: kind, boundaries, territory, measure, classes, labels, size. In: definition, cube, boundaries. Out: a changed definition.
import type { BoundarySummary } from '#shared/contract/pictures.ts'
import type { Cube } from '#shared/model/cube.ts'
import { classMethods, mapKinds, mapRamps, tileGrids } from '#shared/model/map.ts'
import type { MapDefinition } from '#shared/model/map.ts'
import { BilingualField, ChoiceField, NumberField, TextField } from '../../../components/Field.tsx'
import { Inspector, Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'

export type MapInspectorProps = {
  value: MapDefinition
  cube: Cube | null
  boundaries: BoundarySummary[]
  onChange: (value: MapDefinition, mergeKey?: string | null) => void
}

const without = (value: MapDefinition, key: 'boundaries' | 'dimension' | 'measure'): MapDefinition => {
  const rest = { ...value }
  delete rest[key]
  return rest
}

/** "10; 20,5" as bounds; null while it is not a list of numbers. */
export const parseBounds = (text: string): number[] | null => {
  const parts = text
    .split(';')
    .map((p) => p.trim())
    .filter((p) => p !== '')
  const numbers = parts.map((p) => Number(p.replace(/\s/g, '').replace(',', '.')))
  return numbers.every(Number.isFinite) ? numbers.toSorted((a, b) => a - b) : null
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
        <ChoiceField
          label={t('boundaries')}
          value={value.boundaries ?? ''}
          options={[
            { value: '', label: t('automatic') },
            ...tileGrids.map((g) => ({ value: g as string, label: t(`grid.${g}`) })),
            ...boundaries.map((b) => ({ value: b.id, label: `${label(b.title)} (${b.features})` })),
          ]}
          onChange={(v) => onChange(v === '' ? without(value, 'boundaries') : { ...value, boundaries: v })}
        />
        <ChoiceField
          label={t('territory')}
          value={value.dimension === undefined ? '' : String(value.dimension)}
          options={[
            { value: '', label: t('automatic') },
            ...(cube?.dimensions ?? []).map((d, i) => ({ value: String(i), label: label(d.label) })),
          ]}
          onChange={(v) => onChange(v === '' ? without(value, 'dimension') : { ...value, dimension: Number(v) })}
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
      {value.map === 'choropleth' && (
        <Section title={t('classes')}>
          <ChoiceField
            label={t('method')}
            value={classing.method}
            options={classMethods.map((v) => ({ value: v, label: t(`methods.${v}`) }))}
            onChange={(method) => set({ classing: { ...classing, method } })}
          />
          {classing.method === 'own' ? (
            <TextField
              label={t('bounds')}
              hint={t('boundsHint')}
              value={(classing.bounds ?? []).join('; ')}
              onChange={(text) => {
                const bounds = parseBounds(text)
                if (bounds) set({ classing: { ...classing, bounds: bounds.slice(0, 8) } }, 'bounds')
              }}
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
        <div className="ch-pair">
          <NumberField
            label={t('width')}
            value={value.widthMm}
            min={60}
            max={400}
            step={5}
            onChange={(widthMm) => set({ widthMm }, 'width')}
          />
          <NumberField
            label={t('height')}
            value={value.heightMm}
            min={60}
            max={500}
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
    </Inspector>
  )
}
