// The footnotes of a paragraph. In: the block. Out: a changed one. Taking a note away takes its mark out of the text
// and counts the later ones down, so that no mark leads to another note than before.
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import type { ReportBlock } from '#shared/model/report.ts'
import { BilingualField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { withoutNote } from '../model/footnotes.ts'

type Paragraph = Extract<ReportBlock, { type: 'paragraph' }>
type Props = { block: Paragraph; onChange: (block: Paragraph, mergeKey?: string) => void }

export const NoteFields = ({ block, onChange }: Props) => {
  const { t } = useTexts('reports')
  const add = (): void => {
    const mark = `{note:${block.notes.length + 1}}`
    onChange({
      ...block,
      text: { vi: `${block.text.vi}${mark}`, en: block.text.en === '' ? '' : `${block.text.en}${mark}` },
      notes: [...block.notes, { vi: '', en: '' }],
    })
  }
  return (
    <>
      {block.notes.map((note, i) => (
        <div key={i} className="rp-note">
          <BilingualField
            label={t('notes.label', { number: i + 1 })}
            value={note}
            onChange={(text) =>
              onChange({ ...block, notes: block.notes.map((own, n) => (n === i ? text : own)) }, `note${i}`)
            }
          />
          <Button
            size="small"
            appearance="subtle"
            icon={<DeleteRegular />}
            onClick={() => onChange(withoutNote(block, i))}
          >
            {t('notes.remove', { number: i + 1 })}
          </Button>
        </div>
      ))}
      <Button size="small" icon={<AddRegular />} onClick={add}>
        {t('notes.add')}
      </Button>
    </>
  )
}
