// Ctrl+G: to a row by its place in the view.
import { useState } from 'react'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { TextField } from '../../../components/Field.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

export const GoToRow = ({
  rows,
  onGo,
  onClose,
}: {
  rows: number
  onGo: (row: number) => void
  onClose: () => void
}) => {
  const { t } = useTexts('explore')
  const format = useFormat()
  const [text, setText] = useState('')
  const row = Number(text.replace(/[.,\s]/g, ''))
  const good = /\d/.test(text) && Number.isInteger(row) && row >= 1 && row <= rows
  return (
    <ConfirmDialog
      open
      title={t('goToRow')}
      confirmLabel={t('go')}
      confirmDisabled={!good}
      onConfirm={() => onGo(row)}
      onCancel={onClose}
    >
      <TextField
        label={t('rowNumber', { rows: format.integer(rows) })}
        autoFocus
        value={text}
        onChange={setText}
        error={text !== '' && !good ? t('rowOutside', { rows: format.integer(rows) }) : null}
      />
    </ConfirmDialog>
  )
}
