// A file or folder chosen in a dialog of the host, never typed: what no dialog gave is not granted. In: what is chosen.
// Out: its path.
import { Button, Input } from '@fluentui/react-components'
import { callHost } from '../bridge/client.ts'
import { Field } from './Field.tsx'
import { useTexts } from '../i18n/index.ts'
import { notifyFailure } from './notices.ts'

type Props = {
  label: string
  hint?: string
  value: string
  /** Absent: a folder, made where it is not there. */
  extensions?: string[]
  onChange: (path: string) => void
}

export const PathField = ({ label, hint, value, extensions, onChange }: Props) => {
  const { t } = useTexts('welcome')
  const choose = async (): Promise<void> => {
    const chosen =
      extensions === undefined
        ? (await callHost('host.openFolder', { title: label, create: true }))?.path
        : (await callHost('host.openFile', { title: label, filters: [{ name: label, extensions }] }))?.paths[0]
    if (chosen !== undefined) onChange(chosen)
  }
  return (
    <Field label={label} required {...(hint === undefined ? {} : { hint })}>
      <Input
        size="small"
        readOnly
        value={value}
        contentAfter={
          <Button
            size="small"
            type="button"
            appearance="transparent"
            onClick={() => void choose().catch(notifyFailure)}
          >
            {t('choose')}
          </Button>
        }
      />
    </Field>
  )
}
