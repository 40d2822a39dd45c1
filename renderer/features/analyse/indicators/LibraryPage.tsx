// The statutory indicators: which can be computed here, which miss data, which wait for a source; and the share
// compiled from administrative data against the targets. In: nothing. Out: definitions taken over. Never a figure
// computed here.
import { Badge, Button } from '@fluentui/react-components'
import { AddRegular, CheckmarkRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { LibraryIndicator } from '#shared/contract/indicators.ts'
import { foldText } from '#shared/format/foldText.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { queryClient, useCall } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { notify, notifyFailure } from '../../../components/notices.ts'
import { SearchField } from '../../../components/SearchField.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { SharePanel } from './SharePanel.tsx'

const fields = ['education', 'enterprise', 'trade'] as const

export const LibraryPage = () => {
  const { t, label } = useTexts('indicators')
  const library = useCall('indicator.library', {})
  const [query, setQuery] = useState('')
  const all = library.data ?? []
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const shown = all.filter((e) => words.every((w) => foldText(`${e.code} ${e.label.vi} ${e.label.en}`).includes(w)))
  const take = async (ids: string[]): Promise<void> => {
    try {
      const taken = await call('indicator.take', { ids })
      await queryClient.invalidateQueries({ queryKey: ['indicator.library'] })
      notify({ intent: 'success', text: t('taken', { count: taken.saved.length }) })
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  const free = shown.filter((e) => e.state === 'ready' && !e.saved).map((e) => e.id)
  if (library.error) return <ErrorPanel failure={library.error.value} />
  return (
    <>
      <SharePanel library={all} />
      <div className="in-libraryBar">
        <SearchField label={t('search')} value={query} onChange={setQuery} />
        <Button size="small" icon={<AddRegular />} disabled={free.length === 0} onClick={() => void take(free)}>
          {t('takeAll', { count: free.length })}
        </Button>
      </div>
      <table className="df-table in-library">
        <thead>
          <tr>
            <th scope="col">{t('codeShort')}</th>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('stateHeader')}</th>
            <th scope="col">{t('missingHeader')}</th>
            <th scope="col">
              <span className="sd-visually-hidden">{t('definitions:actions')}</span>
            </th>
          </tr>
        </thead>
        {fields.map((field) => (
          <tbody key={field}>
            <tr className="in-domain">
              <th scope="rowgroup" colSpan={5}>
                {t(`domain.${field}`)}
              </th>
            </tr>
            {shown
              .filter((e) => e.domain === field)
              .map((entry) => (
                <tr key={entry.id}>
                  <td>{entry.code}</td>
                  <th scope="row" title={entry.definition ? label(entry.definition.definition) : undefined}>
                    {label(entry.label)}
                  </th>
                  <td>
                    <Badge appearance="tint" color={colours[entry.state]}>
                      {t(`state.${entry.state}`)}
                    </Badge>
                  </td>
                  <td className="sd-muted">
                    {entry.waitsFor ? label(entry.waitsFor) : entry.missing.map((m) => label(m)).join(', ')}
                  </td>
                  <td className="df-actions">
                    <TakeButton entry={entry} onTake={() => void take([entry.id])} />
                  </td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </>
  )
}

const colours = { ready: 'success', no_data: 'warning', waits: 'subtle' } as const

const TakeButton = ({ entry, onTake }: { entry: LibraryIndicator; onTake: () => void }) => {
  const { t, label } = useTexts('indicators')
  if (entry.definition === null) return null
  if (entry.saved)
    return (
      <Button
        size="small"
        appearance="subtle"
        icon={<CheckmarkRegular />}
        aria-label={t('openNamed', { title: label(entry.label) })}
        onClick={() =>
          useWorkbench
            .getState()
            .openDocument({ feature: 'indicators', documentId: entry.id, title: label(entry.label) })
        }
      >
        {t('openTaken')}
      </Button>
    )
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<AddRegular />}
      aria-label={t('takeNamed', { title: label(entry.label) })}
      onClick={onTake}
    >
      {t('take')}
    </Button>
  )
}
