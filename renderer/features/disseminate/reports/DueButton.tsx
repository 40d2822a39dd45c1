// The calendar of report forms, from the list of reports. In: the saved reports' schedules and issues. Out: a report to
// open.
import { Button } from '@fluentui/react-components'
import { CalendarRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { formatDate, formatPeriod } from '#shared/format/time.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { plainTitle } from '../../../components/plainTitle.ts'

export const DueButton = () => {
  const { t } = useTexts('reports')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" icon={<CalendarRegular />} onClick={() => setOpen(true)}>
        {t('due.title')}
      </Button>
      {open && <DueDialog onClose={() => setOpen(false)} />}
    </>
  )
}

const DueDialog = ({ onClose }: { onClose: () => void }) => {
  const { t, label, language } = useTexts('reports')
  const due = useCall('report.due', {}).data ?? []
  const show = (id: string, title: string): void => {
    onClose()
    useWorkbench.getState().openDocument({ feature: 'reports', documentId: id, title })
  }
  return (
    <ConfirmDialog
      open
      toRead
      title={t('due.title')}
      confirmLabel={t('common:close')}
      onConfirm={onClose}
      onCancel={onClose}
    >
      {due.length === 0 ? (
        <p className="sd-muted">{t('due.none')}</p>
      ) : (
        <table className="sd-list-table">
          <thead>
            <tr>
              <th scope="col">{t('due.deadline')}</th>
              <th scope="col">{t('due.report')}</th>
              <th scope="col">{t('due.every')}</th>
              <th scope="col">{t('due.state')}</th>
              <th scope="col">{t('due.done')}</th>
            </tr>
          </thead>
          <tbody>
            {due.map((one) => (
              <tr key={`${one.report} ${one.period}`}>
                <td className="sd-nowrap">{formatDate(one.due)}</td>
                <td>
                  <button
                    type="button"
                    className="sd-link-button"
                    onClick={() => show(one.report, plainTitle(label(one.title)))}
                  >
                    {plainTitle(label(one.title))}
                  </button>
                </td>
                <td className="sd-nowrap">{formatPeriod(one.period, language)}</td>
                <td>{t(`due.states.${one.state}`)}</td>
                <td className="sd-numeric">
                  {one.of === null ? one.done : t('due.doneOf', { done: one.done, of: one.of })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ConfirmDialog>
  )
}
