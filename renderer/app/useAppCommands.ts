// The commands of the window itself: going to a screen, settings, locking, backup, language, help.
import type { WorkspaceStatus } from '#shared/contract/responses.ts'
import { call, callHost, runJob } from '../bridge/client.ts'
import { queryClient } from '../bridge/queries.ts'
import { notify, notifyFailure } from '../components/notices.ts'
import { useCommand } from '../components/useCommand.ts'
import { useTexts } from '../i18n/index.ts'
import { useFinder } from './finder/state.ts'
import { useJobs } from './jobs.ts'
import { flushDesk } from './keptDesk.ts'
import { leave } from './leaving.ts'
import { dirtyTabs, saveTabs } from './openDocuments.ts'
import { useSettings } from './settings.ts'
import { useWorkbench } from './workbench.ts'

/** Asks first when something is not saved. */
const askLock = (): void => leave('lock', dirtyTabs(), () => void lockWorkspace())

/** Closes the workspace: its key leaves memory. The welcome screen offers it again, first. */
export const lockWorkspace = async (): Promise<void> => {
  try {
    await flushDesk()
    queryClient.setQueryData(['workspace.status', {}], await call('workspace.close', {}))
  } catch (thrown) {
    notifyFailure(thrown)
  }
}

export const useAppCommands = (workspace: WorkspaceStatus): void => {
  const { t } = useTexts('frame')
  const open = workspace.state === 'open'
  const { setHelpOpen, helpOpen } = useWorkbench()
  const { settings, change } = useSettings()
  const { trayOpen, setTrayOpen } = useJobs()

  const backUp = async (): Promise<void> => {
    try {
      const name = open ? workspace.name : 'statdesk'
      const chosen = await callHost('host.saveFile', {
        title: t('command.backup'),
        suggested: `${name}.statdesk-backup`,
        filters: [{ name: t('command.backupFile'), extensions: ['statdesk-backup'] }],
      })
      if (!chosen) return
      const result = await runJob('workspace.backup', { path: chosen.path })
      notify({
        intent: 'success',
        text: t('command.backupDone', { path: result.path }),
        action: {
          label: t('common:showInFolder'),
          run: () => void callHost('host.showInFolder', { path: result.path }).catch(notifyFailure),
        },
      })
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  const verify = async (): Promise<void> => {
    try {
      const result = await runJob('workspace.verify', {})
      const bad = result.checks.filter((c) => !c.ok)
      if (result.ok) notify({ intent: 'success', text: t('command.verifyOk', { checks: result.checks.length }) })
      else
        notify({
          intent: 'error',
          text: t('command.verifyBad', {
            bad: bad.length,
            checks: result.checks.length,
            first: bad
              .map((c) => `${c.subject}: ${c.expected} ≠ ${c.found}`)
              .slice(0, 3)
              .join('; '),
          }),
        })
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }

  useCommand(
    {
      id: 'workspace.lock',
      title: t('command.lock'),
      shortcut: 'Ctrl+L',
      menu: 'file',
      group: 'workspace',
      run: askLock,
    },
    open,
  )
  const unsaved = useWorkbench((s) => s.tabs.some((tab) => tab.dirty))
  useCommand(
    {
      id: 'document.saveAll',
      title: t('command.saveAll'),
      shortcut: 'Ctrl+Shift+S',
      menu: 'file',
      group: 'document',
      enabled: unsaved,
      run: () => void saveTabs(dirtyTabs()),
    },
    open,
  )
  useCommand(
    { id: 'workspace.backup', title: t('command.backup'), menu: 'file', group: 'workspace', run: () => void backUp() },
    open,
  )
  useCommand(
    {
      id: 'view.rail',
      title: t('rail.label'),
      shortcut: 'Ctrl+B',
      menu: 'view',
      group: 'panels',
      checked: !settings.railCollapsed,
      run: () => change({ railCollapsed: !settings.railCollapsed }),
    },
    open,
  )
  useCommand(
    {
      id: 'view.jobs',
      title: t('jobs.title'),
      shortcut: 'Ctrl+J',
      menu: 'view',
      group: 'panels',
      checked: trayOpen,
      run: () => setTrayOpen(!trayOpen),
    },
    open,
  )
  useCommand(
    {
      id: 'finder.open',
      title: t('command.finder'),
      shortcut: 'Ctrl+K',
      menu: 'edit',
      group: 'find',
      run: () => useFinder.getState().setOpen(true),
    },
    open,
  )
  useCommand(
    { id: 'workspace.verify', title: t('command.verify'), menu: 'tools', group: 'check', run: () => void verify() },
    open,
  )
  useCommand({
    id: 'settings.language',
    title: t('command.language'),
    menu: 'tools',
    group: 'settings',
    run: () => change({ language: settings.language === 'vi' ? 'en' : 'vi' }),
  })
  useCommand({
    id: 'help.open',
    title: t('command.help'),
    shortcut: 'F1',
    menu: 'help',
    checked: helpOpen,
    run: () => setHelpOpen(!useWorkbench.getState().helpOpen),
  })
}
