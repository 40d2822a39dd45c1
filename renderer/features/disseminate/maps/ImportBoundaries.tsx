// A file of boundaries taken into the workspace: layer, code column and name column are proposed and shown with samples
// before anything is kept. In: a file the user chose. Out: boundaries by a name. Never a guess kept without being seen.
import { useState } from 'react'
import type { BoundaryPreview } from '#shared/contract/pictures.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { runJob } from '../../../bridge/client.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ChoiceField, TextField } from '../../../components/Field.tsx'
import { notify } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { freeId } from '../../process/definitions/freeId.ts'

export type Previewed = { path: string; layers: BoundaryPreview[] }

const fileTitle = (path: string): string => (path.split(/[\\/]/).at(-1) ?? path).replace(/(\.topo)?\.\w+$/, '')

export const ImportBoundaries = ({
  file,
  taken,
  onClose,
}: {
  file: Previewed
  taken: Set<string>
  onClose: () => void
}) => {
  const { t } = useTexts('maps')
  const [layerName, setLayerName] = useState(file.layers[0]?.name ?? '')
  const layer = file.layers.find((l) => l.name === layerName)
  const [title, setTitle] = useState(fileTitle(file.path))
  const [code, setCode] = useState(layer?.likely.code ?? '')
  const [name, setName] = useState(layer?.likely.name ?? '')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const columns = (layer?.columns ?? []).map((c) => ({
    value: c.name,
    label: `${c.name}: ${c.samples.slice(0, 3).join(', ')} (${c.distinct})`,
  }))
  const take = async (): Promise<void> => {
    try {
      const summary = await runJob('maps.import', {
        path: file.path,
        layer: layerName,
        id: freeId({ vi: title, en: title }, 'boundaries', taken),
        title: { vi: title, en: title },
        code,
        name: name === '' ? null : name,
      })
      notify({
        intent: summary.left > 0 ? 'warning' : 'success',
        text: t(summary.left > 0 ? 'importedLeft' : 'imported', { count: summary.features, left: summary.left }),
      })
      onClose()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  return (
    <ConfirmDialog
      open
      title={t('importTitle')}
      confirmLabel={t('import')}
      confirmDisabled={code === '' || title === ''}
      onCancel={onClose}
      onConfirm={() => void take()}
    >
      {failure && <ErrorPanel failure={failure} />}
      <TextField label={t('name')} value={title} onChange={setTitle} />
      {file.layers.length > 1 && (
        <ChoiceField
          label={t('layer')}
          value={layerName}
          options={file.layers.map((l) => ({ value: l.name, label: `${l.name} (${l.features})` }))}
          onChange={(v) => {
            setLayerName(v)
            const next = file.layers.find((l) => l.name === v)
            setCode(next?.likely.code ?? '')
            setName(next?.likely.name ?? '')
          }}
        />
      )}
      <ChoiceField
        label={t('codeColumn')}
        value={code}
        options={[{ value: '', label: t('choose') }, ...columns]}
        onChange={setCode}
      />
      <ChoiceField
        label={t('nameColumn')}
        value={name}
        options={[{ value: '', label: t('noName') }, ...columns]}
        onChange={setName}
      />
      <p className="mp-small">{t('features', { count: layer?.features ?? 0 })}</p>
    </ConfirmDialog>
  )
}
