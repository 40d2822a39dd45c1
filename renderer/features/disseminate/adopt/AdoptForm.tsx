// What is asked before a workbook is filled: its sheet, the table that fills it, the period, what becomes of the
// figures there. In: the adoption under way. Out: choices. Never a guess taken without being shown here first.
import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular, FolderOpenRegular, OpenRegular } from '@fluentui/react-icons'
import { adoptModes } from '#shared/contract/adopt.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { usePolicy, useWorkspace } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField } from '../../../components/Field.tsx'
import { Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { useDefinitionWords } from '../library/useDefinitionWords.ts'
import { baseName } from './openWorkbook.ts'
import { SourceField } from './SourceField.tsx'
import type { Adoption } from './useAdoption.ts'

const PeriodAndPlace = ({ adoption }: { adoption: Adoption }) => {
  const { t } = useTexts('adopt')
  const format = useFormat()
  const { reading, periods, period, mode } = adoption
  const inSheet = period !== null && (reading?.periods.includes(period) ?? false)
  return (
    <>
      {periods.length > 0 && (
        <ChoiceField
          label={t('period')}
          value={period ?? ''}
          options={periods.map((p) => ({ value: p, label: format.period(p) }))}
          onChange={adoption.setPeriod}
        />
      )}
      {reading && reading.periods.length === 0 && periods.length > 0 && (
        <ChoiceField
          label={t('previous')}
          hint={t('previousHint')}
          value={adoption.previous ?? ''}
          onChange={(value) => adoption.setPrevious(value === '' ? null : value)}
          options={[
            { value: '', label: t('previousUnknown') },
            ...periods.map((p) => ({ value: p, label: format.period(p) })),
          ]}
        />
      )}
      <ChoiceField
        label={t('mode')}
        value={mode}
        disabled={inSheet}
        hint={inSheet ? t('inPlace') : t(`modeHints.${mode}`)}
        options={adoptModes.map((value) => ({ value, label: t(`modes.${value}`) }))}
        onChange={adoption.setMode}
      />
    </>
  )
}

/** Why the sheet cannot be filled yet. */
const Waiting = ({ adoption, why }: { adoption: Adoption; why: string | null }) => {
  const { t } = useTexts('adopt')
  if (why !== null) return <p className="sd-muted">{why}</p>
  if (adoption.bind.running) return <p className="sd-muted">{t('bindingNow')}…</p>
  if (!adoption.bindings || adoption.unbound === 0) return null
  return <p className="ad-warn">{t('unboundLeft', { count: adoption.unbound })}</p>
}

export const AdoptForm = ({
  adoption,
  onFill,
  onChooseFile,
}: {
  adoption: Adoption
  onFill: () => void
  onChooseFile: () => void
}) => {
  const { t, label, language } = useTexts('adopt')
  const format = useFormat()
  const { minimum } = usePolicy()
  const workspace = useWorkspace().data
  const readOnly = workspace?.state === 'open' && workspace.readOnly
  const { path, reading, source, definition, dataset, periods } = adoption
  const words = useDefinitionWords(definition)
  const whyNot = (): string | null => {
    if (readOnly) return t('readOnly')
    if (!definition) return t('needTable')
    return periods.length === 0 ? t('needPeriod', { dataset: label(dataset?.label) || definition.dataset }) : null
  }
  const why = whyNot()
  const openTable = (): void => {
    if (!source || !definition) return
    const { openDocument } = useWorkbench.getState()
    const title = definition.title[language] || definition.title.vi
    if (source.kind === 'saved') openDocument({ feature: 'tables', documentId: definition.id, title })
    else
      openDocument({
        feature: 'tables',
        documentId: `new_${definition.id}`,
        title,
        parameters: { draft: { ...definition, id: `new_${definition.id}` }, isNew: true },
      })
  }
  return (
    <form
      className="ad-form"
      aria-label={t('title')}
      onSubmit={(event) => {
        event.preventDefault()
        if (adoption.ready && why === null) onFill()
      }}
    >
      <Section title={t('workbook')}>
        <div className="ad-file">
          <span className="ad-file__name" title={path}>
            {baseName(path)}
          </span>
          <Button size="small" icon={<FolderOpenRegular />} onClick={onChooseFile}>
            {t('other')}
          </Button>
        </div>
        {reading && (
          <ChoiceField
            label={t('sheet')}
            value={reading.table.sheet}
            onChange={adoption.readSheet}
            options={reading.sheets.map((s) => ({
              value: s.name,
              label: t(s.hidden ? 'sheetHidden' : 'sheetOption', {
                name: s.name,
                percent: format.percent(s.confidence, 0),
              }),
            }))}
          />
        )}
      </Section>
      <Section title={t('filledBy')}>
        <SourceField adoption={adoption} />
        {definition && (
          <>
            <details className="ad-words">
              <summary>{t('words')}</summary>
              <ul>
                {words.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </details>
            <div>
              <Button size="small" appearance="subtle" icon={<OpenRegular />} onClick={openTable}>
                {t(source?.kind === 'saved' ? 'openTable' : 'editTable')}
              </Button>
            </div>
          </>
        )}
        {definition && /\bperiod\b/.test(definition.filter ?? '') && <p className="ad-note">{t('periodFixed')}</p>}
        {adoption.bind.failure && adoption.bind.failure.code !== 'CANCELLED' && (
          <ErrorPanel failure={adoption.bind.failure} />
        )}
      </Section>
      <Section title={t('periodAndPlace')}>
        <PeriodAndPlace adoption={adoption} />
      </Section>
      <div className="ad-actions">
        <Button
          type="submit"
          appearance="primary"
          icon={<ArrowDownloadRegular />}
          disabled={!adoption.ready || why !== null}
        >
          {t('fill')}
        </Button>
        <Waiting adoption={adoption} why={why} />
        <p className="sd-muted">{t('protectedBy', { minimum })}</p>
      </div>
    </form>
  )
}
