// Asks for last year's workbook and opens it as a document. In: the user's choice in a dialog. Out: a tab. Never the
// file read here.
import { useWorkbench } from '../../../app/workbench.ts'
import { callHost } from '../../../bridge/client.ts'
import { notifyFailure } from '../../../components/notices.ts'
import type { Translate } from '../../../i18n/index.ts'

export const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
export const withoutExtension = (name: string): string => name.replace(/\.[^.]+$/, '')

/** The document's id is the path: one workbook is one tab. `turn` reads it anew when it is chosen again. */
export const openWorkbook = async (t: Translate): Promise<void> => {
  try {
    const chosen = await callHost('host.openFile', {
      title: t('choose'),
      filters: [{ name: t('workbook'), extensions: ['xlsx', 'xlsm'] }],
    })
    const path = chosen?.paths[0]
    if (path === undefined) return
    const { tabs, openDocument } = useWorkbench.getState()
    const turn =
      Number(tabs.find((tab) => tab.feature === 'adopt' && tab.documentId === path)?.parameters['turn'] ?? 0) + 1
    openDocument({ feature: 'adopt', documentId: path, title: baseName(path), parameters: { turn } })
  } catch (thrown) {
    notifyFailure(thrown)
  }
}
