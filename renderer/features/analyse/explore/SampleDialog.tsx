// How many records to draw, and by which seed. In: how many there are. Out: size and seed; the same seed brings the
// same records back.
import { useState } from 'react'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { NumberField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

export const SampleDialog = ({
  rows,
  onDraw,
  onClose,
}: {
  rows: number
  onDraw: (size: number, seed: number) => void
  onClose: () => void
}) => {
  const { t } = useTexts('explore')
  const format = useFormat()
  const [size, setSize] = useState(1000)
  const [seed, setSeed] = useState(1)
  return (
    <ConfirmDialog
      open
      title={t('sample.title')}
      confirmLabel={t('sample.draw')}
      onConfirm={() => onDraw(Math.round(size), Math.round(seed))}
      onCancel={onClose}
    >
      <p>{t('sample.text', { rows: format.integer(rows) })}</p>
      <NumberField label={t('sample.size')} value={size} min={1} max={1_000_000} step={100} onChange={setSize} />
      <NumberField label={t('sample.seed')} value={seed} min={0} max={2_147_483_647} onChange={setSeed} />
    </ConfirmDialog>
  )
}
