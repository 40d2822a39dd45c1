// Makes the demonstration workspace: how much of the country, then progress until it opens.
import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Button,
} from '@fluentui/react-components'
import { useState } from 'react'
import { callHost } from '../../bridge/client.ts'
import { queryClient } from '../../bridge/queries.ts'
import { useJob } from '../../bridge/useJob.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { ChoiceField } from '../../components/Field.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { useTexts } from '../../i18n/index.ts'

const scales = ['0.002', '0.01', '0.05'] as const

export const DemonstrationDialog = ({
  onClose,
  onExisting,
}: {
  onClose: () => void
  onExisting: (path: string) => void
}) => {
  const { t } = useTexts('welcome')
  const [scale, setScale] = useState<(typeof scales)[number]>('0.002')
  const [path, setPath] = useState('')
  const job = useJob('workspace.createDemonstration')
  const start = async (): Promise<void> => {
    const { demonstrationFolder } = await callHost('host.info', {})
    setPath(demonstrationFolder)
    const status = await job.start({ path: demonstrationFolder, scale: Number(scale) })
    if (status) queryClient.setQueryData(['workspace.status', {}], status)
  }
  return (
    <Dialog
      open
      modalType="alert"
      onOpenChange={(_event, data) => {
        if (!data.open && !job.running) onClose()
      }}
    >
      <DialogSurface className="sd-dialog">
        <DialogBody>
          <DialogTitle>{t('demonstration')}</DialogTitle>
          <DialogContent className="sd-dialog__content">
            <p>{t('demonstrationLong')}</p>
            <ChoiceField
              label={t('scale')}
              value={scale}
              disabled={job.running}
              onChange={setScale}
              options={scales.map((value) => ({ value, label: t(`scales.${value.replace('.', '_')}`) }))}
            />
            {job.running && <ProgressBar job={job.progress} onCancel={job.cancel} />}
            {job.failure && (
              <ErrorPanel
                failure={job.failure}
                actions={
                  job.failure.code === 'WORKSPACE_EXISTS' ? (
                    <Button size="small" appearance="primary" onClick={() => onExisting(path)}>
                      {t('openExisting')}
                    </Button>
                  ) : undefined
                }
              />
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={job.running} onClick={() => void start().catch(() => undefined)}>
              {t('start')}
            </Button>
            <Button disabled={job.running} onClick={onClose}>
              {t('common:cancel')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
