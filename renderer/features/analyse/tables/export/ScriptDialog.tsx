// A script that repeats the table in another program: read, copied, saved, or exported with the records it reads.
// In: definition. Out: text copied or a file. A table a language cannot say is refused in words, never half said.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Spinner,
  Tab,
  TabList,
} from '@fluentui/react-components'
import { CopyRegular, DatabaseArrowRightRegular, SaveRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { scriptLanguages } from '#shared/contract/files.ts'
import type { ScriptLanguage } from '#shared/contract/files.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { call, callHost } from '../../../../bridge/client.ts'
import { useCall } from '../../../../bridge/queries.ts'
import { useAnnounce } from '../../../../components/announce.tsx'
import { ErrorPanel } from '../../../../components/ErrorPanel.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { useExport } from '../../../process/definitions/exportFile.ts'
import { RecordsDialog } from '../../../disseminate/records/RecordsDialog.tsx'

export const ScriptDialog = ({
  definition,
  first,
  onClose,
}: {
  definition: TableDefinition
  first: ScriptLanguage
  onClose: () => void
}) => {
  const { t } = useTexts('files')
  const announce = useAnnounce()
  const exportFile = useExport()
  const [language, setLanguage] = useState(first)
  const [exporting, setExporting] = useState(false)
  const answer = useCall('table.script', { definition, language })
  const script = answer.data
  const copy = (): void => {
    if (!script) return
    callHost('host.copyText', { text: script.text }).then(
      () => announce(t('script.copied')),
      () => undefined,
    )
  }
  const save = (): void => {
    if (!script) return
    const dot = script.fileName.lastIndexOf('.')
    void exportFile({
      suggested: script.fileName.slice(0, dot),
      kind: { extension: script.fileName.slice(dot + 1), name: t(`script.languages.${language}`) },
      write: (path) => call('table.saveScript', { definition, language, path }),
    })
  }
  if (exporting && script) {
    return (
      <RecordsDialog
        dataset={definition.dataset}
        start={{ ...script.records, script: { definition, language } }}
        onClose={() => setExporting(false)}
        onDone={onClose}
      />
    )
  }
  return (
    <Dialog
      open
      onOpenChange={(_e, d) => {
        if (!d.open) onClose()
      }}
    >
      <DialogSurface className="ex-wide">
        <DialogBody>
          <DialogTitle>{t('script.title')}</DialogTitle>
          <DialogContent className="sd-dialog__content">
            <TabList
              size="small"
              selectedValue={language}
              onTabSelect={(_e, d) => setLanguage(d.value as ScriptLanguage)}
              aria-label={t('script.menu')}
            >
              {scriptLanguages.map((l) => (
                <Tab key={l} value={l}>
                  {t(`script.languages.${l}`)}
                </Tab>
              ))}
            </TabList>
            {answer.isPending && <Spinner size="tiny" label={t('script.writing')} />}
            {answer.error && <ErrorPanel failure={answer.error.value} />}
            {script && (
              <>
                <p className="ex-text">
                  {t('script.reads', {
                    format: t(`recordFormats.${script.records.format}`),
                    variables: script.records.variables.join(', '),
                  })}
                  {script.records.filter ? ` ${t('script.filtered', { filter: script.records.filter })}` : ''}
                </p>
                <pre className="ex-script" tabIndex={0} aria-label={script.fileName}>
                  {script.text}
                </pre>
                <p className="ex-text sd-muted">{t('script.unprotected')}</p>
              </>
            )}
          </DialogContent>
          <DialogActions fluid>
            {script && (
              <>
                <Button appearance="primary" icon={<CopyRegular />} onClick={copy}>
                  {t('common:copy')}
                </Button>
                <Button icon={<SaveRegular />} onClick={save}>
                  {t('script.save')}
                </Button>
                <Button icon={<DatabaseArrowRightRegular />} onClick={() => setExporting(true)}>
                  {t('script.withRecords')}
                </Button>
              </>
            )}
            <Button onClick={onClose}>{t('common:close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
