// A new indicator begins valid: a template, what is counted or summed, and what it is divided by. In: the ids taken.
// Out: a definition. Nothing is saved here; the document that opens is edited like any other.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { DatasetSummary } from '#shared/contract/responses.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import { useDatasets } from '../../../bridge/queries.ts'
import { BilingualField, ChoiceField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { freeId } from '../../process/definitions/freeId.ts'
import { useFields } from '../tables/useFields.ts'
import { divides, startIndicator, templateNames, templates } from './model/templates.ts'
import type { Part, Template } from './model/templates.ts'

type Props = { taken: ReadonlySet<string>; onClose: () => void; onStart: (definition: IndicatorDefinition) => void }

const domainOf = (subject: string): IndicatorDefinition['domain'] => {
  if (subject === 'education') return 'education'
  if (subject === 'tax') return 'enterprise'
  return subject === 'customs' ? 'trade' : subject === 'population' ? 'population' : 'other'
}

/** What a template divides by when it is first chosen: people, where they are; else the same records. */
const usualBelow = (template: Template, above: Part, datasets: readonly DatasetSummary[]): Part => {
  const people = datasets.find((d) => d.id === 'population')
  return template === 'per_capita' && people
    ? { dataset: people.id, aggregate: 'sum(persons)' }
    : { dataset: above.dataset, aggregate: 'count()' }
}

export const TemplateDialog = ({ taken, onClose, onStart }: Props) => {
  const { t, label } = useTexts('indicators')
  const datasets = (useDatasets().data ?? []).toSorted((a, b) => Number(b.rows > 0) - Number(a.rows > 0))
  const first = datasets[0]
  const [template, setTemplate] = useState<Template>('ratio')
  const [name, setName] = useState({ vi: '', en: '' })
  const [above, setAbove] = useState<Part | null>(null)
  const [below, setBelow] = useState<Part | null>(null)
  if (!first) return null
  const over = above ?? { dataset: first.id, aggregate: 'count()' }
  const under = below ?? usualBelow(template, over, datasets)
  const kindOf = (id: string): PeriodKind =>
    parsePeriod(datasets.find((d) => d.id === id)?.periods[0] ?? '')?.kind ?? 'year'
  const usual = templateNames[template]
  const title = { vi: name.vi || usual.vi, en: name.en || name.vi || usual.en }
  const start = (): void =>
    onStart(
      startIndicator({
        template,
        id: freeId(title, 'indicator', taken),
        label: title,
        unit: { vi: '', en: '' },
        above: over,
        below: under,
        periodKind: kindOf(over.dataset),
        belowKind: kindOf(under.dataset),
        domain: domainOf(datasets.find((d) => d.id === over.dataset)?.subject ?? ''),
      }),
    )
  return (
    <Dialog open onOpenChange={(_e, d) => !d.open && onClose()}>
      <DialogSurface className="in-dialog">
        <DialogBody>
          <DialogTitle>{t('new')}</DialogTitle>
          <DialogContent>
            <div className="in-templates" role="radiogroup" aria-label={t('template')}>
              {templates.map((one) => (
                <button
                  key={one}
                  type="button"
                  role="radio"
                  aria-checked={one === template}
                  className="in-template"
                  onClick={() => setTemplate(one)}
                >
                  <strong>{t(`templates.${one}`)}</strong>
                  <span className="sd-muted">{t(`templateHints.${one}`)}</span>
                </button>
              ))}
            </div>
            <BilingualField label={t('name')} value={name} onChange={setName} />
            <PartFields
              label={divides(template) ? t('above') : t('what')}
              part={over}
              onChange={setAbove}
              all={datasets}
            />
            {divides(template) && <PartFields label={t('below')} part={under} onChange={setBelow} all={datasets} />}
            <p className="sd-muted in-hint">{t('templateNext', { title: label(title) })}</p>
          </DialogContent>
          <DialogActions>
            <Button appearance="secondary" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button appearance="primary" onClick={start}>
              {t('begin')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

const PartFields = ({
  label: title,
  part,
  all,
  onChange,
}: {
  label: string
  part: Part
  all: readonly DatasetSummary[]
  onChange: (part: Part) => void
}) => {
  const { t, label } = useTexts('indicators')
  const { fields } = useFields(part.dataset)
  const numbers = [...fields.values()].filter((f) => f.variable.role === 'measure' && f.link === null)
  return (
    <fieldset className="in-part">
      <legend>{title}</legend>
      <ChoiceField
        label={t('tables:dataset')}
        value={part.dataset}
        options={all.map((d) => ({ value: d.id, label: label(d.label) }))}
        onChange={(dataset) => onChange({ dataset, aggregate: 'count()' })}
      />
      <ChoiceField
        label={t('measured')}
        value={part.aggregate}
        options={[
          { value: 'count()', label: t('numberOfRecords') },
          ...numbers.map((f) => ({ value: `sum(${f.ref})`, label: t('sumOf', { name: label(f.variable.label) }) })),
        ]}
        onChange={(aggregate) => onChange({ ...part, aggregate })}
      />
    </fieldset>
  )
}
