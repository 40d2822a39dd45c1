// Audit log: every open, import, reveal, table, export and print, newest first, with the proof that the chain is
// intact.
import { foldText } from '#shared/format/foldText.ts'
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { AuditEntry } from '#shared/contract/responses.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { call } from '../../../bridge/client.ts'
import { DataGrid, numericCell } from '../../../components/DataGrid.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { TextField } from '../../../components/Field.tsx'
import { ScreenLayout } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { LogActs } from './LogActs.tsx'

const pageSize = 200

export const AuditScreen = (_props: ScreenProps) => {
  const { t } = useTexts('audit')
  const format = useFormat()
  const [query, setQuery] = useState('')
  const log = useInfiniteQuery({
    queryKey: ['audit.list', 'pages'],
    initialPageParam: undefined as number | undefined,
    staleTime: 0,
    queryFn: ({ pageParam }) =>
      call('audit.list', pageParam === undefined ? { limit: pageSize } : { limit: pageSize, before: pageParam }),
    getNextPageParam: (last) => (last.entries.length === pageSize ? last.entries.at(-1)?.id : undefined),
  })
  const entries = useMemo(() => (log.data?.pages ?? []).flatMap((page) => page.entries), [log.data])
  const intact = log.data?.pages.every((page) => page.intact)
  const action = useMemo(
    () =>
      (name: string): string =>
        t(`action.${name.replaceAll('.', '_')}`, { defaultValue: name }),
    [t],
  )
  const rows = useMemo(() => {
    const words = foldText(query).split(/\s+/).filter(Boolean)
    return entries.filter((e) =>
      words.every((word) =>
        foldText(`${e.user} ${action(e.action)} ${e.action} ${e.subject} ${e.reason}`).includes(word),
      ),
    )
  }, [entries, query, action])
  const columns = useMemo(
    () => [
      { field: 'id' as const, headerName: '#', width: 80, cellClass: numericCell, headerClass: numericCell },
      {
        field: 'at' as const,
        headerName: t('at'),
        width: 150,
        valueFormatter: (p: { value: string | null }) => format.instant(p.value ?? ''),
      },
      { field: 'user' as const, headerName: t('user'), width: 130 },
      {
        field: 'action' as const,
        headerName: t('actionHeader'),
        width: 180,
        valueFormatter: (p: { value: string | null }) => action(p.value ?? ''),
      },
      { field: 'subject' as const, headerName: t('subject'), flex: 2, minWidth: 220, tooltipField: 'subject' as const },
      {
        field: 'records' as const,
        headerName: t('records'),
        width: 130,
        cellClass: numericCell,
        headerClass: numericCell,
        valueFormatter: (p: { value: number | null }) => format.integer(p.value ?? 0),
      },
      { field: 'reason' as const, headerName: t('reason'), flex: 2, minWidth: 200, tooltipField: 'reason' as const },
      {
        field: 'hash' as const,
        headerName: t('hash'),
        width: 150,
        cellClass: 'sd-mono',
        tooltipField: 'hash' as const,
      },
    ],
    [t, format, action],
  )
  return (
    <ScreenLayout
      title={t('title')}
      toolbar={
        <>
          <TextField label={t('common:search')} type="search" value={query} onChange={setQuery} />
          <LogActs />
        </>
      }
      footer={
        <>
          <span className="sd-numeric">{t('shown', { entries: format.integer(rows.length) })}</span>
          {log.hasNextPage && (
            <Button size="small" disabled={log.isFetching} onClick={() => void log.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </>
      }
    >
      {log.error && (
        <div className="sd-pad">
          <ErrorPanel failure={toFailureValue(log.error)} />
        </div>
      )}
      {intact !== undefined && (
        <div className="sd-explore__notice">
          <MessageBar intent={intact ? 'success' : 'error'}>
            <MessageBarBody>{intact ? t('intact') : t('broken')}</MessageBarBody>
          </MessageBar>
        </div>
      )}
      <DataGrid<AuditEntry>
        copies
        label={t('title')}
        rowData={rows}
        columnDefs={columns}
        getRowId={(p) => String(p.data.id)}
      />
    </ScreenLayout>
  )
}
