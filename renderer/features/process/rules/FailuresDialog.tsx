// The records a rule finds failing in a delivery, a page at a time. In: a result. Out: nothing. Identifiers are masked
// by the engine.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ShownResult } from '#shared/contract/rules.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { LocatedErrors } from './LocatedErrors.tsx'

const pageSize = 50

type Props = { dataset: string; result: ShownResult; title: string; onClose: () => void }

export const FailuresDialog = ({ dataset, result, title, onClose }: Props) => {
  const { t, label } = useTexts('rules')
  const format = useFormat()
  const [offset, setOffset] = useState(0)
  const [located, setLocated] = useState<number | null>(null)
  const asked = { dataset, delivery: result.delivery, rule: result.rule, offset, limit: pageSize }
  const page = useCall('rules.failures', asked)
  const total = page.data?.total ?? result.failed
  return (
    <Dialog
      open
      onOpenChange={(_e, d) => {
        if (!d.open) onClose()
      }}
    >
      <DialogSurface className="sd-rules__failures">
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {page.error && <ErrorPanel failure={page.error.value} />}
            {located !== null && <LocatedErrors dataset={dataset} row={located} />}
            <div className="sd-import__preview" tabIndex={0} role="group" aria-label={t('failures')}>
              <table className="sd-list-table" data-records>
                <thead>
                  <tr>
                    <th scope="col" className="num">
                      {t('rowNumber')}
                    </th>
                    {page.data?.columns.map((column) => (
                      <th key={column.variable} scope="col">
                        {label(column.label)}
                      </th>
                    ))}
                    <th scope="col">{t('acts')}</th>
                  </tr>
                </thead>
                <tbody>
                  {page.data?.records.map((record) => (
                    <tr key={record.rowId}>
                      <td className="num">{format.integer(record.rowNumber)}</td>
                      {record.values.map((value, index) => {
                        const column = page.data.columns[index]
                        return (
                          <td key={column?.variable ?? index}>{column?.masked ? '•••' : (value ?? t('missing'))}</td>
                        )
                      })}
                      <td>
                        <Button
                          size="small"
                          onClick={() => setLocated(record.rowId)}
                          aria-label={t('localiseOf', { row: format.integer(record.rowNumber) })}
                        >
                          {t('localise')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p className="sd-muted sd-numeric">
              {t('deliveries:page', {
                from: format.integer(Math.min(total, offset + 1)),
                to: format.integer(Math.min(total, offset + pageSize)),
                total: format.integer(total),
              })}
            </p>
          </DialogContent>
          <DialogActions>
            <Button
              size="small"
              icon={<ChevronLeftRegular />}
              aria-label={t('deliveries:previousPage')}
              disabled={offset === 0}
              onClick={() => setOffset(Math.max(0, offset - pageSize))}
            />
            <Button
              size="small"
              icon={<ChevronRightRegular />}
              aria-label={t('deliveries:nextPage')}
              disabled={offset + pageSize >= total}
              onClick={() => setOffset(offset + pageSize)}
            />
            <Button onClick={onClose}>{t('common:close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
