// How a sample survey was drawn, declared on its dataset: weight, strata, clusters, population, periods. In: a
// dataset's detail. Out: the design saved. Never a design of variables that column sets do not hold; replicate weights
// come with a document.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { SurveyDesign } from '#shared/model/survey.ts'
import { call } from '../../../bridge/client.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { CheckField, ChoiceField } from '../../../components/Field.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { CalibrationDialog } from './CalibrationDialog.tsx'

export const DesignPanel = ({ detail }: { detail: DatasetDetail }) => {
  const { t, label } = useTexts('datasets')
  const [asking, setAsking] = useState(false)
  const [calibrating, setCalibrating] = useState(false)
  const { design, variables } = detail.definition
  const name = (id: string): string => label(variables.find((v) => v.id === id)?.label) || id
  const names = (ids: readonly string[]): string => (ids.length === 0 ? t('design.none') : ids.map(name).join(', '))
  return (
    <Panel title={t('design.title')}>
      {design === undefined ? (
        <p className="sd-muted">{t('design.absent')}</p>
      ) : (
        <dl className="sd-facts">
          <div>
            <dt>{t('design.weight')}</dt>
            <dd>{name(design.weight)}</dd>
          </div>
          <div>
            <dt>{t('design.strata')}</dt>
            <dd>{names(design.strata)}</dd>
          </div>
          <div>
            <dt>{t('design.clusters')}</dt>
            <dd>{design.clusters.length === 0 ? t('design.records') : names(design.clusters)}</dd>
          </div>
          <div>
            <dt>{t('design.population')}</dt>
            <dd>{names(design.population === undefined ? [] : [design.population])}</dd>
          </div>
          <div>
            <dt>{t('design.periods')}</dt>
            <dd>{t(`design.periodsAre.${design.periods}`)}</dd>
          </div>
          {design.replicates && (
            <div>
              <dt>{t('design.replicates')}</dt>
              <dd>{t('design.replicatesAre', { count: design.replicates.weights.length })}</dd>
            </div>
          )}
          {design.calibrations && (
            <div>
              <dt>{t('calibration.title')}</dt>
              <dd>
                {design.calibrations
                  .map((c) => `${c.weight} (${c.period}, ${t(`calibration.methods.${c.method}`)})`)
                  .join('; ')}
              </dd>
            </div>
          )}
        </dl>
      )}
      <Button size="small" onClick={() => setAsking(true)}>
        {t(design === undefined ? 'design.declare' : 'design.change')}
      </Button>
      {design !== undefined && (
        <Button size="small" disabled={detail.rows === 0} onClick={() => setCalibrating(true)}>
          {t('calibration.open')}
        </Button>
      )}
      {calibrating && <CalibrationDialog detail={detail} onClose={() => setCalibrating(false)} />}
      {asking && <DesignDialog detail={detail} onClose={() => setAsking(false)} />}
    </Panel>
  )
}

const DesignDialog = ({ detail, onClose }: { detail: DatasetDetail; onClose: () => void }) => {
  const { t, label } = useTexts('datasets')
  const { design, variables } = detail.definition
  const usable = variables.filter((v) => v.role !== 'identifier' && v.type !== 'text' && v.role !== 'text')
  const numbers = usable.filter((v) => v.type === 'integer' || v.type === 'decimal')
  const [wanted, setWanted] = useState<SurveyDesign>(
    design ?? { weight: '', strata: [], clusters: [], periods: 'independent' },
  )
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const send = async (next: SurveyDesign | null): Promise<void> => {
    try {
      await call('datasets.design', { dataset: detail.id, design: next })
      notify({ intent: 'success', text: t(next === null ? 'design.removed' : 'design.saved') })
      onClose()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  const chosen = (ids: readonly string[], id: string, on: boolean): string[] =>
    on ? [...ids, id] : ids.filter((other) => other !== id)
  const option = (id: string) => ({ value: id, label: label(variables.find((v) => v.id === id)?.label) || id })
  const keys = usable.filter((v) => v.id !== wanted.weight && v.id !== wanted.population && v.type !== 'decimal')
  return (
    <ConfirmDialog
      open
      title={t('design.title')}
      confirmLabel={t('design.save')}
      confirmDisabled={wanted.weight === ''}
      onConfirm={() => void send(wanted)}
      onCancel={onClose}
    >
      <p className="sd-muted">{t('design.text')}</p>
      <ChoiceField
        label={t('design.weight')}
        value={wanted.weight}
        options={[{ value: '', label: t('design.choose') }, ...numbers.map((v) => option(v.id))]}
        onChange={(weight) => setWanted({ ...wanted, weight })}
      />
      {(['strata', 'clusters'] as const).map((part) => (
        <fieldset key={part} className="sd-design__choices">
          <legend>{t(`design.${part}`)}</legend>
          {keys.map((v) => (
            <CheckField
              key={v.id}
              label={option(v.id).label}
              value={wanted[part].includes(v.id)}
              onChange={(on) => setWanted({ ...wanted, [part]: chosen(wanted[part], v.id, on) })}
            />
          ))}
        </fieldset>
      ))}
      <ChoiceField
        label={t('design.population')}
        value={wanted.population ?? ''}
        options={[{ value: '', label: t('design.none') }, ...numbers.map((v) => option(v.id))]}
        onChange={(population) => {
          const { population: _, ...rest } = wanted
          setWanted(population === '' ? rest : { ...rest, population })
        }}
      />
      <ChoiceField
        label={t('design.periods')}
        value={wanted.periods}
        options={(['independent', 'shared'] as const).map((value) => ({
          value,
          label: t(`design.periodsAre.${value}`),
        }))}
        onChange={(periods) => setWanted({ ...wanted, periods })}
      />
      {design && (
        <Button size="small" onClick={() => void send(null)}>
          {t('design.remove')}
        </Button>
      )}
      {failure && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}
