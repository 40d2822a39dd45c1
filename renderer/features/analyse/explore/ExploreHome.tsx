// The datasets to look into, by subject; an empty one leads to the deliveries.
import { DatabaseSearchRegular } from '@fluentui/react-icons'
import { useWorkbench } from '../../../app/workbench.ts'
import { useDatasets } from '../../../bridge/queries.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { subjectName } from '../../../components/shownNames.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

export const ExploreHome = () => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const datasets = useDatasets()
  const { openDocument, goTo } = useWorkbench()
  const filled = (datasets.data ?? []).filter((d) => d.rows > 0)
  const subjects = [...new Set(filled.map((d) => d.subject))]
  return (
    <ScreenLayout title={t('title')}>
      <div className="sd-pad sd-stack">
        {datasets.error && <ErrorPanel failure={datasets.error.value} />}
        {datasets.data && filled.length === 0 && (
          <EmptyState
            icon={<DatabaseSearchRegular />}
            title={t('empty')}
            text={t('emptyText')}
            action={{ label: t('toDeliveries'), run: () => goTo('deliveries') }}
          />
        )}
        {subjects.map((subject) => (
          <section key={subject} aria-labelledby={`subject-${subject}`} className="sd-stack">
            <h2 id={`subject-${subject}`} className="sd-panel__title">
              {subjectName(t, subject)}
            </h2>
            <div className="sd-cards">
              {filled
                .filter((d) => d.subject === subject)
                .map((d) => (
                  <button
                    key={d.id}
                    type="button"
                    className="sd-card"
                    onClick={() => openDocument({ feature: 'explore', documentId: d.id, title: label(d.label) })}
                  >
                    <span className="sd-card__title">{label(d.label)}</span>
                    <span className="sd-muted">{label(d.description)}</span>
                    <span className="sd-numeric">
                      {t('rowsAll', { rows: format.integer(d.rows) })} ·{' '}
                      {d.periods.length === 1
                        ? format.period(d.periods[0] ?? '')
                        : `${format.periodShort(d.periods[0] ?? '')} – ${format.periodShort(d.periods.at(-1) ?? '')}`}
                    </span>
                  </button>
                ))}
            </div>
          </section>
        ))}
      </div>
    </ScreenLayout>
  )
}
