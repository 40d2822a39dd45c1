// The reports feature: its home lists saved reports and starts new ones; a document is the page editor.
import { Button } from '@fluentui/react-components'
import { BoardRegular, DocumentTextRegular } from '@fluentui/react-icons'
import type { Screen } from '../../../app/screen.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { DefinitionList } from '../../process/definitions/DefinitionList.tsx'
import { DueButton } from './DueButton.tsx'
import { newReport } from './model/blocks.ts'
import { ReportDocument } from './ReportDocument.tsx'
import { TemplateMenu } from './TemplateMenu.tsx'
import { ThemeButton } from './ThemeButton.tsx'
import { YearbookButton } from './YearbookButton.tsx'
import './reports.css'

export const ReportsScreen: Screen = (props) =>
  props.documentId === null ? (
    <ReportHome active={props.active} />
  ) : (
    <ReportDocument {...props} documentId={props.documentId} key={props.documentId} />
  )

const ReportHome = ({ active }: { active: boolean }) => {
  const { t, label } = useTexts('reports')
  const start = (layout: 'pages' | 'board' = 'pages'): void => {
    const { tabs, openDocument } = useWorkbench.getState()
    const taken = new Set(tabs.filter((tab) => tab.feature === 'reports').map((tab) => tab.documentId))
    let n = 1
    while (taken.has(`new_report_${n}`)) n += 1
    const draft = newReport(`new_report_${n}`, layout)
    openDocument({
      feature: 'reports',
      documentId: draft.id,
      title: label(draft.title),
      parameters: { draft, isNew: true },
    })
  }
  useCommand(
    { id: 'reports.new', title: t('new'), shortcut: 'Ctrl+N', menu: 'file', group: 'new', run: () => start() },
    active,
  )
  return (
    <DefinitionList
      kind="report"
      feature="reports"
      title={t('screen')}
      icon={<DocumentTextRegular />}
      empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      newLabel={t('new')}
      onNew={() => start()}
      actions={
        <>
          <Button size="small" icon={<BoardRegular />} onClick={() => start('board')}>
            {t('board.new')}
          </Button>
          <TemplateMenu />
          <YearbookButton />
          <DueButton />
          <ThemeButton />
        </>
      }
      about={{
        header: t('content'),
        text: ({ definition }) =>
          definition.kind === 'report'
            ? `${definition.layout === 'board' ? `${t('layouts.board')} · ` : ''}${t('blockCount', { count: definition.blocks.length })}`
            : '',
      }}
    />
  )
}
