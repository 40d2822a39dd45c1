// A second person signs compiled figures. In: vintages. Out: the signature in the workspace. Never by who compiled: the
// engine refuses.
import { Button } from '@fluentui/react-components'
import { SignatureRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Vintage } from '#shared/contract/indicators.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { call } from '../../../bridge/client.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { TextField } from '../../../components/Field.tsx'
import { noSignature, SignatureFields, useSignature } from '../../../components/SignatureFields.tsx'
import { useTexts } from '../../../i18n/index.ts'

export const SignForm = ({ vintages }: { vintages: readonly Vintage[] }) => {
  const { t } = useTexts('indicators')
  const [typed, setTyped] = useState(noSignature)
  const signature = useSignature(typed)
  const [note, setNote] = useState('')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const [signed, setSigned] = useState<readonly number[]>([])
  const open = vintages.filter((v) => v.signed === null && !signed.includes(v.id)).map((v) => v.id)
  if (open.length === 0) return null
  const sign = async (): Promise<void> => {
    if (signature === null) return
    try {
      const answer = await call('indicator.sign', { vintages: open, signature, note })
      setTyped(noSignature)
      setSigned(answer.map((v) => v.id))
      setFailure(null)
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  return (
    <form
      className="in-sign"
      aria-label={t('sign')}
      onSubmit={(event) => {
        event.preventDefault()
        void sign()
      }}
    >
      <SignatureFields value={typed} hint={t('signHint')} onChange={setTyped} />
      <TextField label={t('signNote')} value={note} onChange={setNote} />
      <Button type="submit" size="small" icon={<SignatureRegular />} disabled={signature === null}>
        {t('signCount', { count: open.length })}
      </Button>
      {failure && <ErrorPanel failure={failure} />}
    </form>
  )
}
