// The boundaries of the workspace: what they are, where from; imported, removed. In: summaries. Out: imports and
// removals.
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { BoundarySummary } from '#shared/contract/pictures.ts'
import { call, callHost, runJob } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { ImportBoundaries } from './ImportBoundaries.tsx'
import type { Previewed } from './ImportBoundaries.tsx'

export const BoundaryList = () => {
  const { t, label } = useTexts('maps')
  const list = useCall('maps.list', {}).data ?? []
  const [file, setFile] = useState<Previewed | null>(null)
  const [removing, setRemoving] = useState<BoundarySummary | null>(null)
  const open = async (): Promise<void> => {
    const chosen = await callHost('host.openFile', {
      title: t('importTitle'),
      filters: [{ name: t('mapFiles'), extensions: ['topojson', 'json', 'geojson', 'shp', 'gpkg'] }],
    })
    const path = chosen?.paths[0]
    if (path === undefined) return
    setFile({ path, layers: await runJob('maps.preview', { path }) })
  }
  return (
    <section className="mp-boundaries" aria-label={t('boundariesOf')}>
      <header>
        <h3>{t('boundariesOf')}</h3>
        <Button size="small" icon={<AddRegular />} onClick={() => void open().catch(notifyFailure)}>
          {t('import')}
        </Button>
      </header>
      {list.length === 0 && <p className="mp-small">{t('noBoundaries')}</p>}
      <ul>
        {list.map((b) => (
          <li key={b.id}>
            <span>{label(b.title)}</span>
            <span className="mp-small">
              {t('about', { count: b.features, file: b.fileName, codes: b.codes.slice(0, 3).join(', ') })}
            </span>
            <Button
              size="small"
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t('removeOf', { title: label(b.title) })}
              onClick={() => setRemoving(b)}
            />
          </li>
        ))}
      </ul>
      {file && <ImportBoundaries file={file} taken={new Set(list.map((b) => b.id))} onClose={() => setFile(null)} />}
      <ConfirmDialog
        open={removing !== null}
        title={t('removeTitle')}
        confirmLabel={t('removeTitle')}
        onCancel={() => setRemoving(null)}
        onConfirm={() => {
          if (removing) call('maps.remove', { id: removing.id }).catch(notifyFailure)
          setRemoving(null)
        }}
      >
        <p>{t('removeText', { title: label(removing?.title), count: removing?.features ?? 0 })}</p>
      </ConfirmDialog>
    </section>
  )
}
