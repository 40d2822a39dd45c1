// The text of a paragraph and the live figures named in it. In: the block. Out: a changed one. Taking a figure away
// takes its name out of the text too, so that no {f1} is ever printed.
import { Button } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import type { LiveFigure } from '#shared/model/liveFigure.ts'
import type { ReportBlock } from '#shared/model/report.ts'
import { useDefinitions } from '../../../../bridge/queries.ts'
import { BilingualField, ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { newFigure } from '../model/blocks.ts'
import { FigureFields } from './FigureFields.tsx'
import { NoteFields } from './NoteFields.tsx'

type Paragraph = Extract<ReportBlock, { type: 'paragraph' }>
type Props = { block: Paragraph; onChange: (block: Paragraph, mergeKey?: string) => void }

const withoutName = (text: string, id: string): string => text.replaceAll(`{${id}}`, '').replace(/ {2,}/g, ' ')

export const ParagraphFields = ({ block, onChange }: Props) => {
  const { t } = useTexts('reports')
  const first = (useDefinitions().data ?? []).find((saved) => saved.kind === 'table' || saved.kind === 'indicator')
  const add = (): void => {
    if (first?.kind !== 'table' && first?.kind !== 'indicator') return
    const figure = newFigure(block.figures, { from: first.kind, id: first.id })
    const named = {
      vi: `${block.text.vi} {${figure.id}}`.trimStart(),
      en: `${block.text.en} {${figure.id}}`.trimStart(),
    }
    onChange({ ...block, text: named, figures: [...block.figures, { ...figure, show: 'sentence' }] })
  }
  const remove = ({ id }: LiveFigure): void =>
    onChange({
      ...block,
      text: { vi: withoutName(block.text.vi, id), en: withoutName(block.text.en, id) },
      figures: block.figures.filter((figure) => figure.id !== id),
    })
  return (
    <>
      <BilingualField
        label={t('text')}
        value={block.text}
        multiline
        onChange={(text) => onChange({ ...block, text }, 'text')}
      />
      <p className="sd-muted rp-small">{t('placeholders')}</p>
      <ChoiceField
        label={t('style')}
        value={block.style}
        options={(['text', 'bullet', 'note'] as const).map((style) => ({ value: style, label: t(`styles.${style}`) }))}
        onChange={(style) => onChange({ ...block, style })}
      />
      <NoteFields block={block} onChange={onChange} />
      {block.figures.map((figure) => (
        <fieldset key={figure.id} className="rp-figure">
          <legend>{`{${figure.id}}`}</legend>
          <FigureFields
            value={figure}
            onChange={(next) =>
              onChange({ ...block, figures: block.figures.map((own) => (own.id === next.id ? next : own)) })
            }
          />
          <Button size="small" icon={<DeleteRegular />} onClick={() => remove(figure)}>
            {t('figure.remove')}
          </Button>
        </fieldset>
      ))}
      <Button size="small" icon={<AddRegular />} disabled={!first} onClick={add}>
        {t('figure.add')}
      </Button>
    </>
  )
}
