// Rejected rows a page at a time: row number in the file, reasons, and the text as it came.
import { Button } from '@fluentui/react-components'
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Delivery } from '#shared/model/delivery.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { call } from '../../../bridge/client.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

const pageSize = 50

export const RejectList = ({ delivery }: { delivery: Delivery }) => {
  const { t, label } = useTexts('deliveries')
  const format = useFormat()
  const [offset, setOffset] = useState(0)
  const input = { delivery: delivery.id, offset, limit: pageSize }
  const page = useQuery({
    queryKey: ['deliveries.rejects', input],
    queryFn: () => call('deliveries.rejects', input),
    placeholderData: keepPreviousData,
  })
  if (page.error) return <ErrorPanel failure={toFailureValue(page.error)} />
  const total = page.data?.total ?? delivery.rowsRejected
  const reason = (id: string): string => label(delivery.counts.find((c) => c.reason === id)?.message) || id
  return (
    <>
      <div className="sd-import__preview" tabIndex={0} role="group" aria-label={t('rejects')}>
        <table className="sd-list-table" data-records>
          <thead>
            <tr>
              <th scope="col" className="num">
                {t('rowNumber')}
              </th>
              <th scope="col">{t('reason')}</th>
              <th scope="col">{t('raw')}</th>
            </tr>
          </thead>
          <tbody>
            {(page.data?.rejects ?? []).map((reject, i) => (
              <tr key={`${reject.rowNumber}-${i}`}>
                <td className="num">{format.integer(reject.rowNumber)}</td>
                <td>{reject.reasons.map(reason).join('; ')}</td>
                <td className="sd-mono sd-raw">{reject.raw}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="sd-actions">
        <span className="sd-muted sd-numeric">
          {t('page', {
            from: format.integer(Math.min(total, offset + 1)),
            to: format.integer(Math.min(total, offset + pageSize)),
            total: format.integer(total),
          })}
        </span>
        <Button
          size="small"
          icon={<ChevronLeftRegular />}
          aria-label={t('previousPage')}
          disabled={offset === 0}
          onClick={() => setOffset(Math.max(0, offset - pageSize))}
        />
        <Button
          size="small"
          icon={<ChevronRightRegular />}
          aria-label={t('nextPage')}
          disabled={offset + pageSize >= total}
          onClick={() => setOffset(offset + pageSize)}
        />
      </div>
    </>
  )
}
