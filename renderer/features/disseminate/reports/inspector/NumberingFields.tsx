// The number of a table or figure typed by hand, and the name by which texts refer to it. In: a block. Out: the same
// block changed.
import type { ReportBlock } from '#shared/model/report.ts'
import { nameSchema } from '#shared/model/text.ts'
import { TextField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'

type Numbered = Extract<ReportBlock, { type: 'table' | 'chart' | 'map' }>
type Props<B extends Numbered> = { block: B; onChange: (block: B, mergeKey?: string) => void }

export const NumberingFields = <B extends Numbered>({ block, onChange }: Props<B>) => {
  const { t } = useTexts('reports')
  const rename = (anchor: string): void => {
    const { anchor: _old, ...rest } = block
    // The rest of a block is a block of its type without a name.
    if (anchor === '') onChange(rest as B, 'anchor')
    else if (nameSchema.safeParse(anchor).success) onChange({ ...block, anchor }, 'anchor')
  }
  return (
    <>
      <TextField
        label={t('number')}
        value={block.number}
        hint={t('numberHint')}
        onChange={(number) => onChange({ ...block, number }, 'number')}
      />
      <TextField label={t('anchor')} value={block.anchor ?? ''} hint={t('anchorHint')} onChange={rename} />
    </>
  )
}
