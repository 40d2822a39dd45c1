// Saved views and column sets of a dataset: choose, save, remove. In: what is on screen. Out: a saved one chosen.
import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Radio,
  RadioGroup,
} from '@fluentui/react-components'
import { BookmarkRegular, ChevronDownRegular, DeleteRegular, SaveRegular } from '@fluentui/react-icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SavedView } from '#shared/contract/explore.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { call } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { Field, TextField } from '../../../components/Field.tsx'
import { notify, notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'

export type ViewsMenuProps = {
  dataset: string
  now: Omit<SavedView, 'name' | 'kind'>
  onChoose: (view: SavedView) => void
  saving: boolean
  onSaving: (saving: boolean) => void
}

export const ViewsMenu = ({ dataset, now, onChoose, saving, onSaving }: ViewsMenuProps) => {
  const { t, language } = useTexts('explore')
  const client = useQueryClient()
  const views = useCall('explore.savedViews', { dataset }).data ?? []
  const [name, setName] = useState('')
  const [kind, setKind] = useState<SavedView['kind']>('view')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const keep = (list: SavedView[]): void => void client.setQueryData(['explore.savedViews', { dataset }], list)
  const save = async (): Promise<void> => {
    const view: SavedView =
      kind === 'view'
        ? { ...now, name: name.trim(), kind }
        : { name: name.trim(), kind, filter: null, sort: [], base: null, columns: now.columns }
    try {
      keep(await call('explore.saveView', { dataset, view }))
      onSaving(false)
      setFailure(null)
      notify({ intent: 'success', text: t('views.saved', { name: view.name }) })
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  const remove = async (view: SavedView): Promise<void> => {
    try {
      keep(await call('explore.removeView', { dataset, kind: view.kind, name: view.name }))
      notify({
        intent: 'info',
        text: t('views.removed', { name: view.name }),
        action: {
          label: t('views.undo'),
          run: () => void call('explore.saveView', { dataset, view }).then(keep, () => undefined),
        },
      })
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  const replaces = views.some((v) => v.kind === kind && v.name === name.trim())
  const group = (of: SavedView['kind']) => {
    const list = views.filter((v) => v.kind === of)
    return (
      list.length > 0 && (
        <MenuGroup>
          <MenuGroupHeader>{t(`views.${of}`)}</MenuGroupHeader>
          {list.map((view) => (
            <MenuItem key={view.name} onClick={() => onChoose(view)}>
              {view.name}
            </MenuItem>
          ))}
        </MenuGroup>
      )
    )
  }
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" appearance="subtle" icon={<BookmarkRegular />}>
            {t('views.title')}
            <ChevronDownRegular className="sd-menu-mark" />
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {group('view')}
            {group('columns')}
            {views.length > 0 && <MenuDivider />}
            <MenuItem icon={<SaveRegular />} onClick={() => onSaving(true)}>
              {t('views.save')}
            </MenuItem>
            {views.length > 0 && (
              <Menu>
                <MenuTrigger disableButtonEnhancement>
                  <MenuItem icon={<DeleteRegular />}>{t('views.remove')}</MenuItem>
                </MenuTrigger>
                <MenuPopover>
                  <MenuList>
                    {views.map((view) => (
                      <MenuItem key={`${view.kind}:${view.name}`} onClick={() => void remove(view)}>
                        {view.name} ({t(`views.${view.kind}`)})
                      </MenuItem>
                    ))}
                  </MenuList>
                </MenuPopover>
              </Menu>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      <ConfirmDialog
        open={saving}
        title={t('views.save')}
        confirmLabel={replaces ? t('views.replace') : t('common:save')}
        confirmDisabled={name.trim() === ''}
        onConfirm={() => void save()}
        onCancel={() => onSaving(false)}
      >
        <TextField
          label={t('views.name')}
          required
          autoFocus
          value={name}
          onChange={setName}
          error={failure ? failureMessage(failure, language) : null}
          {...(replaces ? { hint: t('views.replaces') } : {})}
        />
        <Field label={t('views.what')}>
          <RadioGroup value={kind} onChange={(_e, d) => setKind(d.value === 'columns' ? 'columns' : 'view')}>
            <Radio value="view" label={t('views.whatView')} disabled={now.base?.type === 'view'} />
            <Radio value="columns" label={t('views.whatColumns')} />
          </RadioGroup>
        </Field>
      </ConfirmDialog>
    </>
  )
}
