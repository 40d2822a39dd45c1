// What a document was like at each save: who, when, and the way back. In: a question of its kind and name. Out: the
// version taken back, as a change that can be undone and is not saved yet. Never a version removed.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import type { Definition, DefinitionKind } from '#shared/model/definition.ts'
import { call } from '../bridge/client.ts'
import { useTexts } from '../i18n/index.ts'
import { useFormat } from '../i18n/useFormat.ts'

export type HistoryQuestion = { kind: DefinitionKind; id: string; takeBack: (definition: Definition) => void }

const useQuestion = create<{ asking: HistoryQuestion | null }>(() => ({ asking: null }))
export const showHistory = (asking: HistoryQuestion): void => useQuestion.setState({ asking })

export const HistoryDialog = () => {
  const { t } = useTexts('common')
  const asking = useQuestion((s) => s.asking)
  const close = (): void => useQuestion.setState({ asking: null })
  return (
    <Dialog open={asking !== null} onOpenChange={(_e, d) => !d.open && close()}>
      <DialogSurface className="sd-dialog">
        <DialogBody>
          <DialogTitle>{t('history.title')}</DialogTitle>
          <DialogContent className="sd-dialog__content">
            {asking && <Versions {...asking} close={close} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>{t('close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

const Versions = ({ kind, id, takeBack, close }: HistoryQuestion & { close: () => void }) => {
  const { t, label } = useTexts('common')
  const format = useFormat()
  const versions = useQuery({
    queryKey: ['definitions.history', { kind, id }],
    queryFn: () => call('definitions.history', { kind, id }),
    staleTime: 0,
  })
  if (versions.data?.length === 0) return <p>{t('history.none')}</p>
  return (
    <table className="sd-list-table">
      <thead>
        <tr>
          <th scope="col">{t('history.when')}</th>
          <th scope="col">{t('history.who')}</th>
          <th scope="col">{t('history.name')}</th>
          <th scope="col">
            <span className="sd-visually-hidden">{t('history.takeBack')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {(versions.data ?? []).map(({ entry, savedAt, savedBy, title, definition }) => (
          <tr key={entry}>
            <td>{format.instant(savedAt)}</td>
            <td>{savedBy}</td>
            <td>{title ? label(title) : t('history.unreadable')}</td>
            <td>
              <Button
                size="small"
                disabled={definition === null}
                onClick={() => {
                  if (definition) takeBack(definition)
                  close()
                }}
              >
                {t('history.takeBack')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
