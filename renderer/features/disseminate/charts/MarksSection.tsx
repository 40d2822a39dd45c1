// Reference lines and bands, numbered notes, breaks in the series: added, changed, removed. In: definition, categories.
// Out: a changed definition.
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import { categoryKey } from '#shared/model/cube.ts'
import type { CubeCategory } from '#shared/model/cube.ts'
import type { ChartDefinition } from '#shared/model/chart.ts'
import { BilingualField, ChoiceField, NumberField } from '../../../components/Field.tsx'
import { Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'

type Change = (part: Partial<ChartDefinition>, mergeKey?: string | null) => void
const nothing = { vi: '', en: '' }

const Adder = ({ label, onAdd }: { label: string; onAdd: () => void }) => (
  <Button size="small" appearance="subtle" icon={<AddRegular />} aria-label={label} title={label} onClick={onAdd} />
)

const Remover = ({ label, onRemove }: { label: string; onRemove: () => void }) => (
  <Button
    size="small"
    appearance="subtle"
    icon={<DeleteRegular />}
    aria-label={label}
    title={label}
    onClick={onRemove}
  />
)

const replaced = <T,>(list: T[], at: number, item: T | null): T[] =>
  list.flatMap((old, i) => (i !== at ? [old] : item === null ? [] : [item]))

export const MarksSection = ({
  value,
  categories,
  set,
}: {
  value: ChartDefinition
  categories: CubeCategory[]
  set: Change
}) => {
  const { t, label } = useTexts('charts')
  const references = value.references ?? []
  const annotations = value.annotations ?? []
  const breaks = value.breaks ?? []
  const options = categories.map((c) => ({ value: categoryKey(c), label: label(c.label) }))
  const first = options[0]?.value ?? ''
  return (
    <>
      <Section
        title={t('references')}
        actions={
          <Adder
            label={t('addReference')}
            onAdd={() => set({ references: [...references, { from: 0, label: nothing }] })}
          />
        }
      >
        {references.map((r, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <div className="ch-row" key={i}>
            <div className="ch-pair">
              <NumberField
                label={t('from_')}
                value={r.from}
                onChange={(from) => set({ references: replaced(references, i, { ...r, from }) }, `ref${i}`)}
              />
              <NumberField
                label={t('to_')}
                value={r.to ?? r.from}
                onChange={(to) => set({ references: replaced(references, i, { ...r, to }) }, `refto${i}`)}
              />
            </div>
            <BilingualField
              label={t('label')}
              value={r.label}
              onChange={(text) => set({ references: replaced(references, i, { ...r, label: text }) }, `reflabel${i}`)}
            />
            <Remover label={t('remove')} onRemove={() => set({ references: replaced(references, i, null) })} />
          </div>
        ))}
      </Section>
      <Section
        title={t('annotations')}
        actions={
          <Adder
            label={t('addAnnotation')}
            onAdd={() => set({ annotations: [...annotations, { category: first, text: nothing }] })}
          />
        }
      >
        {annotations.map((a, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <div className="ch-row" key={i}>
            <ChoiceField
              label={t('at')}
              value={a.category}
              options={options}
              onChange={(category) => set({ annotations: replaced(annotations, i, { ...a, category }) })}
            />
            <BilingualField
              label={t('note')}
              value={a.text}
              onChange={(text) => set({ annotations: replaced(annotations, i, { ...a, text }) }, `note${i}`)}
            />
            <Remover label={t('remove')} onRemove={() => set({ annotations: replaced(annotations, i, null) })} />
          </div>
        ))}
      </Section>
      <Section
        title={t('breaks')}
        actions={
          <Adder
            label={t('addBreak')}
            onAdd={() => set({ breaks: [...breaks, { before: options[1]?.value ?? first, text: nothing }] })}
          />
        }
      >
        {breaks.map((b, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <div className="ch-row" key={i}>
            <ChoiceField
              label={t('before')}
              value={b.before}
              options={options}
              onChange={(before) => set({ breaks: replaced(breaks, i, { ...b, before }) })}
            />
            <BilingualField
              label={t('note')}
              value={b.text}
              onChange={(text) => set({ breaks: replaced(breaks, i, { ...b, text }) }, `break${i}`)}
            />
            <Remover label={t('remove')} onRemove={() => set({ breaks: replaced(breaks, i, null) })} />
          </div>
        ))}
      </Section>
    </>
  )
}
