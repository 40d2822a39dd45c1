// The button that starts a report from a template: each with what it brings along; taken into the workspace and opened.
// In: the templates of the library. Out: a document opened. A definition that is there already is never replaced.
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { DocumentCopyRegular } from '@fluentui/react-icons'
import type { ReportTemplateEntry } from '#shared/contract/reports.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { plainTitle } from '../../../components/plainTitle.ts'
import { notify, notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'

export const TemplateMenu = () => {
  const { t, label } = useTexts('reports')
  const templates = useCall('library.reports', {}).data ?? []
  const take = async ({ report }: ReportTemplateEntry): Promise<void> => {
    try {
      const taken = await call('library.takeReport', { id: report.id })
      const title = plainTitle(label(report.title))
      useWorkbench.getState().openDocument({ feature: 'reports', documentId: taken.report, title })
      notify({ intent: 'success', text: t('templateTaken', { title, count: taken.saved.length, kept: taken.kept }) })
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<DocumentCopyRegular />} disabled={templates.length === 0}>
          {t('fromTemplate')}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {templates.map((entry) => (
            <MenuItem
              key={entry.report.id}
              secondaryContent={t('templateBrings', { tables: entry.tables, charts: entry.charts })}
              onClick={() => void take(entry)}
            >
              {plainTitle(label(entry.report.title))}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
