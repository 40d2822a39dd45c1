// What a link found, as a CSV file: its pairs, those in doubt, the records of a side without a partner. In: a link set.
// Out: a file. Never a name in the file: row numbers and keys, and the log has it.
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ArrowExportRegular } from '@fluentui/react-icons'
import type { PairsOf } from '#shared/contract/links.ts'
import type { LinkSet } from '#shared/model/link.ts'
import { runJob } from '../../../bridge/client.ts'
import { notify } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { fileName, useExport } from '../definitions/exportFile.ts'

export const PairsMenu = ({ set, nameOf }: { set: LinkSet; nameOf: (dataset: string) => string }) => {
  const { t, label } = useTexts('links')
  const saveAs = useExport()
  const { id, left, right, stages } = set.definition
  const offered: [PairsOf, string][] = [
    ['linked', t('pairsOf.linked')],
    ...(stages === undefined ? [] : ([['waiting', t('pairsOf.waiting')]] as [PairsOf, string][])),
    ...(set.report?.change === undefined
      ? []
      : ([
          ['added', t('pairsOf.added')],
          ['removed', t('pairsOf.removed')],
        ] as [PairsOf, string][])),
    ['left_only', t('pairsOf.left_only', { dataset: nameOf(left) })],
    ...(left === right
      ? []
      : ([['right_only', t('pairsOf.right_only', { dataset: nameOf(right) })]] as [PairsOf, string][])),
  ]
  const save = (of: PairsOf, text: string): void =>
    void saveAs({
      suggested: fileName(`${label(set.definition.label)} – ${text.replace('…', '')}`, 'csv'),
      kind: { extension: 'csv', name: 'CSV' },
      write: async (path) => {
        const written = await runJob('links.pairs', { link: id, path, of })
        if (written.withoutKeys) notify({ intent: 'info', text: t('pairsWithoutKeys') })
        return written
      },
    })
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" icon={<ArrowExportRegular />} disabled={set.stale}>
          {t('exportOf')}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {offered.map(([of, text]) => (
            <MenuItem key={of} onClick={() => save(of, text)}>
              {text}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
