// Which table the second engine's word is about. In: nothing. Out: its key and how to set it. What was compared was
// compared over the data of then: a new delivery or link takes the word back.
import { useEffect, useState } from 'react'
import { onEvent } from '../../../bridge/client.ts'

export const useCheckedKey = (): [string | null, (key: string | null) => void] => {
  const [checked, setChecked] = useState<string | null>(null)
  useEffect(
    () =>
      onEvent('data.changed', ({ what }) => {
        if (what === 'deliveries' || what === 'links') setChecked(null)
      }),
    [],
  )
  return [checked, setChecked]
}
