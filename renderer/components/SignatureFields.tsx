// Who signs: whoever is signed in, or another who came to the desk, with their own passphrase; of made-up data a name
// alone. In: what is typed. Out: the signature, null while it is incomplete. Never a passphrase kept beyond the act:
// the caller empties it.
import { useWorkspace } from '../bridge/queries.ts'
import { useTexts } from '../i18n/index.ts'
import { TextField } from './Field.tsx'

export type SignatureText = { person: string; passphrase: string }
export const noSignature: SignatureText = { person: '', passphrase: '' }

const useOwnName = (): string | null => {
  const workspace = useWorkspace().data
  return workspace?.state === 'open' ? workspace.person : null
}

/** As the method takes it; null where something is to be typed yet. */
export const useSignature = ({ person, passphrase }: SignatureText) => {
  const own = useOwnName()
  const name = person.trim()
  if (own === null) return name === '' ? null : { person: name }
  if (passphrase === '') return null
  return name === '' ? { passphrase } : { person: name, passphrase }
}

type Props = { value: SignatureText; onChange: (value: SignatureText) => void; hint?: string }

export const SignatureFields = ({ value, onChange, hint }: Props) => {
  const { t } = useTexts('people')
  const own = useOwnName()
  return (
    <>
      <TextField
        label={t('signer')}
        value={value.person}
        hint={[hint, own === null ? t('signerKeyless') : t('signerHint', { person: own })].filter(Boolean).join(' ')}
        onChange={(person) => onChange({ ...value, person })}
      />
      {own !== null && (
        <TextField
          label={t('signerPassphrase')}
          type="password"
          value={value.passphrase}
          onChange={(passphrase) => onChange({ ...value, passphrase })}
        />
      )}
    </>
  )
}
