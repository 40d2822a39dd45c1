// The second person's word on an issue, under their signature. In: the issue, approve or send back. Out: `onDone` once
// it stands. Never by whoever froze it: the engine refuses.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { reasonSuffices, shortestReason } from '#shared/model/reason.ts'
import { call } from '../../../bridge/client.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { TextField } from '../../../components/Field.tsx'
import { notify } from '../../../components/notices.ts'
import { noSignature, SignatureFields, useSignature } from '../../../components/SignatureFields.tsx'
import { useTexts } from '../../../i18n/index.ts'

type Props = { issue: FrozenIssue; decision: 'approve' | 'return'; onDone: () => void }

export const DecideForm = ({ issue, decision, onDone }: Props) => {
  const { t } = useTexts('reports')
  const [typed, setTyped] = useState(noSignature)
  const [remark, setRemark] = useState('')
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const signature = useSignature(typed)
  const back = decision === 'return'
  const decide = async (): Promise<void> => {
    if (signature === null) return
    try {
      await call('issues.decide', { issue: issue.id, decision, signature, remark })
      notify({ intent: 'success', text: t(back ? 'issues.returned' : 'issues.approved', { number: issue.number }) })
      onDone()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  return (
    <form
      className="rp-decide"
      aria-label={t(back ? 'issues.sendBack' : 'issues.approve')}
      onSubmit={(event) => {
        event.preventDefault()
        void decide()
      }}
    >
      <SignatureFields value={typed} hint={t('issues.signHint', { person: issue.frozenBy })} onChange={setTyped} />
      <TextField
        label={t(back ? 'issues.reason' : 'issues.remark')}
        multiline
        required={back}
        value={remark}
        {...(back ? { hint: t('people:reasonHint', { minimum: shortestReason }) } : {})}
        onChange={setRemark}
      />
      <Button type="submit" size="small" disabled={signature === null || (back && !reasonSuffices(remark))}>
        {t(back ? 'issues.sendBack' : 'issues.approve')}
      </Button>
      {failure && <ErrorPanel failure={failure} />}
    </form>
  )
}
