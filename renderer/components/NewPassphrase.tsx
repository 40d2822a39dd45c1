// A passphrase to be set: typed twice, judged while it is typed. In: what was typed, words easily guessed. Out: the
// text once it is good.
import { useState } from 'react'
import { passphraseWeakness, shortestPassphrase } from '#shared/model/passphrase.ts'
import { useTexts } from '../i18n/index.ts'
import { TextField } from './Field.tsx'

export type NewPassphraseProps = {
  label?: string
  /** The name of its owner. */
  about: string
  /** Empty until it is strong and typed twice alike. */
  onChange: (passphrase: string) => void
}

export const NewPassphrase = ({ label, about, onChange }: NewPassphraseProps) => {
  const { t } = useTexts('people')
  const [first, setFirst] = useState('')
  const [again, setAgain] = useState('')
  const change = (one: string, two: string): void => {
    setFirst(one)
    setAgain(two)
    onChange(passphraseWeakness(one, [about]) === null && one === two ? one : '')
  }
  const weakness = first === '' ? null : passphraseWeakness(first, [about])
  return (
    <>
      <TextField
        label={label ?? t('passphrase')}
        required
        type="password"
        value={first}
        onChange={(text) => change(text, again)}
        hint={t('passphraseHint', { shortest: shortestPassphrase })}
        error={weakness === null ? null : t(`weak.${weakness}`, { shortest: shortestPassphrase })}
      />
      <TextField
        label={label === undefined ? t('passphraseAgain') : `${label} (2)`}
        required
        type="password"
        value={again}
        onChange={(text) => change(first, text)}
        error={again !== '' && again !== first ? t('differs') : null}
      />
    </>
  )
}
