// The middle of the report's screen: what is in the way, progress, and the pages as they will print. In: the page as it
// stands, the definition, the frozen issue looked at. Out: what to select, the way back to the draft.
import { Button, Spinner } from '@fluentui/react-components'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { Preview } from './Preview.tsx'
import { ReportProblems } from './ReportProblems.tsx'
import type { ReportPage } from './useReportHtml.ts'

export type ReportPagesProps = {
  value: ReportDefinition
  page: ReportPage
  viewing: FrozenIssue | null
  zoom: number
  onSelect: (block: number | null) => void
  onLeaveIssue: () => void
}

export const ReportPages = ({ value, page, viewing, zoom, onSelect, onLeaveIssue }: ReportPagesProps) => {
  const { t, label } = useTexts('reports')
  return (
    <div className="rp-main">
      {viewing && (
        <div className="rp-viewing" role="status">
          {t('issues.viewing', { number: viewing.number, state: t(`issues.state.${viewing.state}`) })}
          <Button size="small" onClick={onLeaveIssue}>
            {t('issues.back')}
          </Button>
        </div>
      )}
      {page.failure && <ErrorPanel failure={page.failure} onRetry={page.again} />}
      {page.problems.length > 0 && <ReportProblems problems={page.problems} onSelect={onSelect} />}
      {page.slow && <ProgressBar job={page.progress} title={label(value.title)} onCancel={page.cancel} />}
      {page.html !== null && <Preview html={page.html} layout={value.layout} zoom={zoom} title={label(value.title)} />}
      {page.html === null && page.running && !page.slow && (
        <div className="sd-pad">
          <Spinner size="small" label={t('composing')} />
        </div>
      )}
    </div>
  )
}
